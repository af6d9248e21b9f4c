import type { AnyValues } from '../commands/field.ts';
import { Refusal } from '../identity/refusal.ts';
import type { Button } from '../views/blocks.ts';
import { md } from '../views/mrkdwn.ts';
import { newRequestId } from './ids.ts';
import type { Parts } from './parts.ts';

/** Zoom's page tokens live 15 minutes, and so do ours. */
const LIFE = 15 * 60_000;

/** Another page of an answer: which command, asked how, by whom. */
export interface Page {
  readonly command: string;
  readonly values: AnyValues;
  readonly slackId: string;
  readonly slash: string;
}

/** A button that turns to another page. It carries an opaque id; what it means is kept here. */
export async function pageButton(parts: Parts, label: string, page: Page): Promise<Button> {
  const id = newRequestId();
  await parts.store.cache.set(`page:${id}`, page, LIFE);
  return { label, action: `page:${label.toLowerCase().split(' ')[0]}`, value: id };
}

/** @throws Refusal when the page is gone or somebody else's */
export async function readPage(parts: Parts, id: string, slackId: string): Promise<Page> {
  const page = await parts.store.cache.get<Page>(`page:${id}`);
  if (page?.slackId === slackId) return page;
  throw new Refusal('input', {
    says: md`This list is more than 15 minutes old.`,
    next: md`Please ask for it again.`,
  });
}
