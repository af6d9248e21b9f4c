import { bad, type Finding, good, skipped, warning } from './finding.ts';
import type { Situation } from './situation.ts';

/** Slack's requests are refused when they are five minutes old or in the future. */
const REFUSED = 300_000;
const WRONG = 60_000;

const MEND = 'Let this machine set its clock by the network (NTP): timedatectl set-ntp true.';

/** This machine's clock against the hour that Slack and Zoom told. */
export async function checkClock(situation: Situation): Promise<Finding[]> {
  const zoom = await situation.zoom();
  const told = [
    { who: 'Slack', date: (await situation.slack())?.date },
    { who: 'Zoom', date: zoom instanceof Error ? null : zoom?.date },
  ];
  const findings = told.flatMap(({ who, date }) => {
    const at = date ? Date.parse(date) : Number.NaN;
    return Number.isNaN(at) ? [] : [judge('clock', who, Date.now() - at)];
  });
  return findings.length > 0 ? findings : [skipped('clock', 'neither Slack nor Zoom told the time.')];
}

/**
 * @param who whose clock it is compared with
 * @param ahead how far this machine is ahead of it, in milliseconds
 */
export function judge(check: string, who: string, ahead: number, mend = MEND): Finding {
  const off = Math.abs(ahead);
  if (off <= WRONG) return good(check, `This machine's clock agrees with ${who}'s.`);
  const says = `This machine's clock is ${Math.round(off / 1_000)} seconds ${ahead > 0 ? 'ahead of' : 'behind'} ${who}'s.`;
  return off < REFUSED
    ? warning(check, `${says} From 300 on, Slack's requests are refused.`, mend)
    : bad(check, `${says} Slack's requests are refused from 300 on.`, mend);
}
