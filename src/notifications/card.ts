import type { Parts } from '../requests/parts.ts';
import { card, type Told } from './render.ts';
import { readNow } from './told.ts';

/** Posts the card of a request that still waits for a decision; one that stands already is only brought up to date. */
export async function postCard(parts: Parts, requestId: string): Promise<void> {
  const told = await readNow(parts, requestId);
  if (!told) return;
  const { request } = told;
  if (request.card) return bringUpToDate(parts, told);
  const content = card(told);
  if (!content || request.state !== 'pending' || !request.rule?.channel) return;
  const posted = await parts.messenger.once.post(request.rule.channel, content);
  await parts.requests.saveCard(request.id, posted);
  const later = await readNow(parts, requestId);
  if (later && later.request.version !== request.version) await bringUpToDate(parts, later);
}

/**
 * Updates the card in place. Two updates may overtake each other on the way to Slack, so each looks again afterwards
 * whether what it showed is still true.
 */
export async function bringUpToDate(parts: Parts, told: Told): Promise<void> {
  const { request } = told;
  const content = card(told);
  if (!content || !request.card) return;
  await parts.messenger.once.update(request.card, content);
  const later = await readNow(parts, request.id);
  if (later && later.request.version !== request.version) await bringUpToDate(parts, later);
}
