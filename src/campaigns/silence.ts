import type { LicencePolicy } from '../policy/licences.ts';
import { type Campaign, type CampaignPerson, type Silence, silences } from './campaign.ts';

/** How much of the time somebody must have had to answer before their silence counts. */
const FAIR_SHARE = 0.4;

/** What silence means by now: what was announced, or what today's policy says where that is milder. */
export function silenceNow(
  { terms }: Pick<Campaign, 'terms'>,
  licences: Pick<LicencePolicy, 'onSilence'>,
): Silence {
  const mildest = Math.min(silences.indexOf(terms.onSilence), silences.indexOf(licences.onSilence));
  return silences[mildest] ?? 'nothing';
}

/** Whether somebody certainly had a message, and enough time to answer it. */
export function hadTheirSay(
  { askedAt, remindedAt, messages }: Pick<CampaignPerson, 'askedAt' | 'remindedAt' | 'messages'>,
  { endsAt, terms }: Pick<Campaign, 'endsAt' | 'terms'>,
): boolean {
  const since = messages.ask ? askedAt : messages.again ? remindedAt : null;
  return since !== null && endsAt - since >= terms.length * FAIR_SHARE;
}
