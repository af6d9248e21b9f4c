import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { WebClient } from '@slack/web-api';
import { appendEntry } from '../audit/append.ts';
import { BOT_ACTOR } from '../audit/entry.ts';
import type { Clock } from '../clock.ts';
import { type ChannelOrAdmins, postOrTellAdmins } from '../notifications/shared-channel.ts';
import { newRequestId } from '../requests/ids.ts';
import type { Store } from '../store/open.ts';
import type { Meter } from '../telemetry/telemetry.ts';
import { badRulesNotice, changedRulesNotice } from '../views/channel-messages.ts';
import { type Mrkdwn, plainWords } from '../views/mrkdwn.ts';
import { checkInSlack } from './check-in-slack.ts';
import { policyDifference } from './difference.ts';
import type { Policy, PolicyCommand } from './policy.ts';
import { noteSentence, readPolicy } from './read-policy.ts';

interface ReloadDeps extends ChannelOrAdmins {
  /** The rules that apply. All parts of the bot hold this object; its content is replaced at once. */
  readonly policy: Policy;
  readonly policyFile: string;
  readonly commands: readonly PolicyCommand[];
  readonly slack: WebClient;
  readonly store: Store;
  readonly telemetry: Pick<Meter, 'rulesLoaded'>;
  readonly clock: Clock;
}

/** What all replicas share: the rules that were told last, and the mistakes that were. */
interface Told {
  readonly policy: Policy;
  readonly problems: readonly string[];
}

const KEY = 'policy';
/** How long the content must stay as it is: an editor may be in the middle of writing. Milliseconds. */
const SETTLED = 250;
/** When Slack is asked again about a file with a mistake, which may be a channel without the bot. Milliseconds. */
const ASK_AGAIN = 30_000;

/**
 * Reads `policy.yml` again when its content is another one. Good rules apply at once, also to what waits for a decision, and
 * the approval channel reads the difference. With a mistake in it, the earlier rules stay, and the channel reads what to fix.
 * The content is compared, because a mounted ConfigMap is exchanged by a link. Every replica reads; one of them tells.
 *
 * @returns reads the file, for the scheduler and for SIGHUP
 */
export function createPolicyReload(deps: ReloadDeps): () => Promise<boolean> {
  const { policy, policyFile, commands, slack, logger, telemetry, clock } = deps;
  let seen: { readonly text: string | null; readonly at: number; readonly bad: boolean } | undefined;

  const refuse = async (problems: readonly string[]) => {
    telemetry.rulesLoaded(false);
    logger.error({ problems }, 'the changed policy has mistakes; the earlier rules stay');
    const isNews = await replaceTold(deps, (told) => ({ policy: told?.policy ?? policy, problems }));
    if (isNews) await tell(deps, () => badRulesNotice(basename(policyFile), problems));
  };

  const adopt = async (next: Policy, warnings: readonly string[]) => {
    const channel = policy.approvals.channel;
    if (!isDeepStrictEqual(next, policy)) {
      Object.assign(policy, next);
      for (const warning of warnings) logger.warn(warning);
      logger.info('the changed policy applies from now on');
    }
    telemetry.rulesLoaded(true);
    const news = await replaceTold(deps, () => ({ policy: next, problems: [] }));
    const former = news?.former;
    if (!former) return;
    const lines = policyDifference(former.policy, next, commands);
    if (lines.length > 0) await record(deps, lines);
    if (lines.length > 0 || former.problems.length > 0)
      await tell(deps, () => changedRulesNotice(lines), channel);
  };

  return async () => {
    const text = await textOf(policyFile);
    const now = clock.now();
    if (seen && seen.text === text && !(seen.bad && now - seen.at >= ASK_AGAIN)) return false;
    if (seen && seen.text !== text) {
      await sleep(SETTLED);
      if ((await textOf(policyFile)) !== text) return true;
    }
    const reading = readPolicy(text ?? '', commands, basename(policyFile));
    const isNew = reading.policy && !isDeepStrictEqual(reading.policy, policy);
    const problems =
      text === null
        ? [`${policyFile} cannot be read.`]
        : [...(reading.problems ?? []), ...(isNew ? await checkInSlack(slack, reading.policy) : [])];
    seen = { text, at: now, bad: problems.length > 0 };
    if (problems.length > 0 || !reading.policy) await refuse(problems);
    else
      await adopt(
        reading.policy,
        reading.warnings.map((note) => noteSentence(note, basename(policyFile))),
      );
    return false;
  };
}

async function textOf(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

/** @returns what was told before; `null`: it is no news, or another replica tells it */
async function replaceTold(
  { store }: ReloadDeps,
  next: (told: Told | undefined) => Told,
): Promise<{ readonly former: Told | undefined } | null> {
  let result: { former: Told | undefined } | null = null;
  await store.sharedState.change(KEY, (value) => {
    const former = value as Told | undefined;
    const wanted = next(former);
    const isSame = isDeepStrictEqual(former, JSON.parse(JSON.stringify(wanted)));
    result = isSame ? null : { former };
    return isSame ? undefined : wanted;
  });
  return result;
}

/** In the audit log, where everybody who looks finds by which rules was decided. */
async function record({ store, clock }: ReloadDeps, lines: readonly Mrkdwn[]): Promise<void> {
  await store.db.transaction().execute((trx) =>
    appendEntry(store, trx, {
      at: clock.now(),
      requestId: newRequestId(),
      event: 'rules-changed',
      actor: BOT_ACTOR,
      requester: BOT_ACTOR,
      command: 'policy',
      account: null,
      changes: [],
      detail: lines.map(plainWords).join('\n'),
    }),
  );
}

async function tell(
  deps: ReloadDeps,
  write: () => ReturnType<typeof badRulesNotice>,
  former: string | null = null,
): Promise<void> {
  const { approvals, noticeChannel } = deps.policy;
  try {
    await postOrTellAdmins(deps, approvals.channel ?? noticeChannel, write);
    if (former && former !== approvals.channel) await postOrTellAdmins(deps, former, write);
  } catch (error) {
    deps.logger.error({ err: error }, 'nobody in Slack could be told about the changed policy');
  }
}
