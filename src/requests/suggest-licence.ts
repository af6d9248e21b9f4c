import type { Identities } from '../identity/identities.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Actor } from '../identity/who-acts.ts';
import { inLanguage } from '../languages/language.ts';
import type { Readers } from '../languages/readers.ts';
import type { Messenger } from '../notifications/messenger.ts';
import type { Store } from '../store/open.ts';
import type { MessageContent } from '../views/blocks.ts';
import { bold, md } from '../views/mrkdwn.ts';
import { accountSuggestion, licenceSuggestion } from '../views/suggestions.ts';
import { closed, type DecideDeps, ownRequest } from './decide.ts';

export interface SuggestDeps extends DecideDeps {
  readonly store: Pick<Store, 'cache'>;
  readonly identities: Pick<Identities, 'owner' | 'colleague'>;
  readonly messenger: Pick<Messenger, 'direct'>;
  readonly readers: Readers;
}

/** How long the same person is not asked again, in milliseconds. */
const ONCE_IN = 24 * 3_600_000;

/**
 * A change has failed because the person whom it names needs a licence: the requester has them asked, by a direct
 * message with the button that requests one.
 *
 * @returns the person's name
 * @throws Refusal when they are not in Slack, or were asked already
 */
export async function suggestLicence(deps: SuggestDeps, requestId: string, actor: Actor): Promise<string> {
  const { plan } = await ownRequest(deps, requestId, actor);
  const [person] = plan?.beneficiaries ?? [];
  if (!person) throw closed(md`I no longer know who that was.`);
  const slackId = person.slackId ?? (await deps.identities.owner(person))?.id;
  if (!slackId) {
    throw new Refusal('input', {
      says: md`${bold(person.name)} isn’t in Slack, so I can’t ask them.`,
      next: md`Please write to them yourself.`,
    });
  }
  return askOnce(deps, actor, { slackId, name: person.name }, 'licence', () =>
    licenceSuggestion(actor.slackId),
  );
}

/**
 * A request could not be made because the person whom it names has no Zoom account: the requester has them asked.
 *
 * @returns the person's name
 * @throws Refusal when they are not in Slack, or were asked already
 */
export async function suggestAccount(deps: SuggestDeps, requestId: string, actor: Actor): Promise<string> {
  const { input } = await ownRequest(deps, requestId, actor);
  const named = input.values.person ?? input.subject ?? '';
  const person = /^[UW][A-Z0-9]+$/.test(named) ? await deps.identities.colleague(named) : null;
  if (!person) {
    throw new Refusal('input', {
      says: md`I don’t know who that is in Slack, so I can’t ask them.`,
      next: md`Please write to them yourself.`,
    });
  }
  const who = { slackId: person.id, name: person.name };
  return askOnce(deps, actor, who, 'account', () => accountSuggestion(actor.slackId));
}

/** Nobody has the same person asked again and again, by whichever of their requests. @returns their name. @throws Refusal */
async function askOnce(
  { store, readers, messenger }: SuggestDeps,
  actor: Actor,
  { slackId, name }: { readonly slackId: string; readonly name: string },
  what: 'licence' | 'account',
  write: () => MessageContent,
): Promise<string> {
  const key = `suggested:${what}:${actor.slackId}:${slackId}`;
  if (await store.cache.get(key)) throw closed(md`I’ve already asked ${bold(name)}.`);
  await store.cache.set(key, true, ONCE_IN);
  await messenger.direct(slackId, inLanguage(await readers.person(slackId), write));
  return name;
}
