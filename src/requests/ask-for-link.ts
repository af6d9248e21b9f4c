import type { Approvers } from '../identity/approvers.ts';
import type { Identities } from '../identity/identities.ts';
import type { Actor } from '../identity/who-acts.ts';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import { text } from '../languages/text.ts';
import type { Messenger } from '../notifications/messenger.ts';
import { type Policy, usualApprovers } from '../policy/policy.ts';
import type { Store } from '../store/open.ts';
import { md } from '../views/mrkdwn.ts';
import { linkWish } from '../views/suggestions.ts';
import { closed } from './decide.ts';
import { formButton } from './pages.ts';

export interface AskForLinkDeps {
  readonly store: Pick<Store, 'cache'>;
  readonly identities: Pick<Identities, 'asker'>;
  readonly policy: Policy;
  readonly approvers: Approvers;
  readonly messenger: Pick<Messenger, 'direct'>;
  readonly readers: Readers;
  readonly homeTeamId: string;
  /** The slash command's own name. */
  readonly slash: { readonly current: string };
}

const DAY = 24 * 3_600_000;
/** How long the admins' button opens the form, in milliseconds. */
const BUTTON_LIFE = 7 * DAY;

/**
 * Somebody who was not found says that their Zoom account has another address. Admins are told, with a button that opens
 * the form of `link`: whether it is theirs, an admin and another approver decide. Nothing is looked up for the person, so
 * they learn of no address whether it has an account.
 *
 * @returns the Slack ids of those who were told
 * @throws Refusal for people of other organisations and guests, and for a second time within a day
 */
export async function askForLink(
  deps: AskForLinkDeps,
  actor: Actor,
  email: string,
): Promise<readonly string[]> {
  const { store, policy, approvers, messenger } = deps;
  if (actor.teamId !== deps.homeTeamId) throw closed(md`Only members of this workspace can ask for this.`);
  const member = await deps.identities.asker(actor.slackId);
  const key = `link asked:${actor.slackId}`;
  if (await store.cache.get(key)) throw closed(md`Your Zoom admins were already asked, less than a day ago.`);
  const admins = policy.admins.length > 0 ? policy.admins : await approvers.expand(usualApprovers(policy));
  const others = [...admins].filter((one) => one !== actor.slackId);
  if (others.length === 0) throw closed(md`There’s nobody else who could link it.`);
  await store.cache.set(key, true, DAY);
  for (const admin of others) {
    const values = { person: actor.slackId, email };
    const form = { command: 'link', values, subject: null, slackId: admin, slash: deps.slash.current };
    const button = { ...(await formButton(store.cache, form, BUTTON_LIFE)), label: text`Link it…` };
    const wish = { by: actor.slackId, slackEmail: member.email ?? '', email, button };
    const content = inLanguage(await deps.readers.person(admin), () => linkWish(wish));
    await messenger.direct(admin, content);
  }
  return others;
}
