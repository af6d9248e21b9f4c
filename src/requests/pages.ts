import type { AnyValues } from '../commands/field.ts';
import { Refusal } from '../identity/refusal.ts';
import { text } from '../languages/text.ts';
import type { Store } from '../store/open.ts';
import type { Button } from '../views/blocks.ts';
import { md } from '../views/mrkdwn.ts';
import type { Problem } from '../views/problem.ts';
import { newRequestId } from './ids.ts';

// What buttons lead to and is too long or too private for them: it is kept in the cache, and the button carries an id.

interface CacheDeps {
  readonly store: Pick<Store, 'cache'>;
}

/** As long as Zoom's page tokens are valid. */
const PAGE_TTL = 15 * 60_000;

/** Another page of an answer: the query that shows it, and who may see it. */
export interface Page {
  readonly command: string;
  readonly values: AnyValues;
  readonly slackId: string;
  readonly slash: string;
}

/** A button that shows another page. Its value is an opaque id; the page itself is kept in the cache. */
export async function pageButton(
  cache: Store['cache'],
  which: 'previous' | 'next',
  page: Page,
): Promise<Button> {
  const id = newRequestId();
  await cache.set(`page:${id}`, page, PAGE_TTL);
  const label = which === 'next' ? text`Next page` : text`Previous page`;
  return { label, action: `page:${which}`, value: id };
}

/** @throws Refusal when the page has expired or belongs to somebody else */
export function readPage(deps: CacheDeps, id: string, slackId: string): Promise<Page> {
  const refusal = { says: md`This list is more than 15 minutes old.`, next: md`Please ask for it again.` };
  return readOwn<Page>(deps, `page:${id}`, slackId, refusal);
}

/** A command line that a button types again: of somebody who mistyped the command's name. */
interface TypedLine {
  readonly line: string;
  readonly slackId: string;
}

/** Keeps a command line for a button. @returns the opaque id that the button carries */
export async function keepLine(cache: Store['cache'], typed: TypedLine): Promise<string> {
  const id = newRequestId();
  await cache.set(`line:${id}`, typed, PAGE_TTL);
  return id;
}

/** @throws Refusal when the line has expired or belongs to somebody else */
export async function readLine(deps: CacheDeps, id: string, slackId: string): Promise<string> {
  const refusal = {
    says: md`This message is more than 15 minutes old.`,
    next: md`Please type the command again.`,
  };
  return (await readOwn<TypedLine>(deps, `line:${id}`, slackId, refusal)).line;
}

/** As long as the address of an answer is good. */
const FORM_TTL = 30 * 60_000;

/** A form as it was asked for, with everything that was typed. */
export interface AskedForm extends Page {
  readonly subject: string | null;
  /** Words that were not understood, as mrkdwn. */
  readonly unread?: string | undefined;
}

/** A button that opens a form as it was asked for. Its value is an opaque id; what was typed is kept in the cache. */
export async function formButton(
  cache: Store['cache'],
  form: AskedForm,
  life: number = FORM_TTL,
): Promise<Button> {
  const id = newRequestId();
  await cache.set(`form:${id}`, form, life);
  return { label: text`Open the form`, action: 'form:open', value: id, style: 'primary' };
}

/** @throws Refusal when it was asked for too long ago or by somebody else */
export function readAskedForm(deps: CacheDeps, id: string, slackId: string): Promise<AskedForm> {
  const refusal = { says: md`This button is too old.`, next: md`Please type the command again.` };
  return readOwn<AskedForm>(deps, `form:${id}`, slackId, refusal);
}

/** What was kept for this person under a key. @throws Refusal when it has expired or belongs to somebody else */
async function readOwn<T extends { readonly slackId: string }>(
  { store }: CacheDeps,
  key: string,
  slackId: string,
  refusal: Problem,
): Promise<T> {
  const kept = await store.cache.get<T>(key);
  if (kept?.slackId === slackId) return kept;
  throw new Refusal('input', refusal);
}
