import { inLanguage } from '../languages/language.ts';
import { countApprovals } from '../requests/approvals.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { MessageContent } from '../views/blocks.ts';
import { askDirectly, card, remindedOf, reminder } from './approver-messages.ts';
import { type BatchCardDeps, batchReminderOf, showBatchCard } from './batch-card.ts';
import { type Loaded, loadCurrent } from './loaded.ts';
import { type Messenger, updateIfThere } from './messenger.ts';
import { type PostedDeps, rememberForRequest, sendDirect } from './posted-messages.ts';
import { isDirect, personOf } from './queues.ts';

interface ApproverDeps extends PostedDeps, BatchCardDeps {
  readonly requests: Pick<RequestStore, 'find' | 'decisions' | 'saveCard' | 'ofBatch'>;
  readonly messenger: Pick<Messenger, 'once' | 'failureOf' | 'linkTo'>;
}

/** Posts the card of a request that waits for a decision, unless another process has posted it meanwhile. */
export async function postCard(deps: ApproverDeps, loaded: Loaded): Promise<void> {
  const { request } = loaded;
  if (request.card && (await updateCard(deps, loaded))) return;
  const content = await currentCard(deps, loaded);
  if (!content || request.state !== 'pending' || !request.rule?.channel) return;
  const posted = await deps.messenger.once.post(request.rule.channel, content);
  await deps.requests.saveCard(request.id, posted);
  await updateCardIfChanged(deps, loaded);
}

/** Shows the card as it is now. @returns `false`: somebody has deleted it */
export async function updateCard(deps: ApproverDeps, loaded: Loaded): Promise<boolean> {
  const { request } = loaded;
  const content = await currentCard(deps, loaded);
  if (!content || !request.card) return true;
  if (!(await updateIfThere(deps.messenger, request.card, content))) return false;
  await updateCardIfChanged(deps, loaded);
  return true;
}

async function currentCard(deps: ApproverDeps, loaded: Loaded): Promise<MessageContent | null> {
  const { request, decisions } = loaded;
  const standing = await countApprovals(deps, request, decisions);
  return inLanguage(await deps.readers.channel(), () => card(loaded, standing));
}

/** Two updates may reach Slack in the wrong order, so each checks afterwards whether it showed the current state. */
async function updateCardIfChanged(deps: ApproverDeps, shown: Loaded): Promise<void> {
  const current = await loadCurrent(deps, shown.request.id);
  if (current && current.request.version !== shown.request.version) await updateCard(deps, current);
}

/** Reminds those who have not decided yet, or asks those to whom the request is escalated. */
export async function remindApprovers(deps: ApproverDeps, loaded: Loaded, queue: string): Promise<void> {
  const { request, command, decisions } = loaded;
  const { batch, id, state, progress } = request;
  if (state !== 'pending') return;
  if (isDirect(queue) && progress.escalated) {
    const ask = batch
      ? await batchReminderOf(deps, batch, id, [])
      : askDirectly(loaded, 'escalation', await cardLink(deps, loaded));
    return sendDirect(deps, loaded, 'escalation', personOf(queue), ask);
  }
  const { covers } = await countApprovals(deps, request, decisions);
  if (isDirect(queue)) return sendDirect(deps, loaded, 'manager', personOf(queue), reminder(loaded, covers));
  // Of a batch, another request may remind of both.
  const content = batch
    ? await batchReminderOf(deps, batch, id, remindedOf(request, command, covers))
    : reminder(loaded, covers);
  if (content) await remindAtCard(deps, loaded, content);
}

/** Reminds in the card's thread. Where somebody has deleted the card, or it could not be posted, it is posted instead. */
async function remindAtCard(deps: ApproverDeps, loaded: Loaded, content: MessageContent): Promise<void> {
  const { card, batch } = loaded.request;
  const isThere = batch ? await showBatchCard(deps, batch, true) : card && (await updateCard(deps, loaded));
  if (!isThere || !card) return postCard(deps, loaded);
  const posted = await deps.messenger.once.post(card.channel, content, card.ts);
  await rememberForRequest(deps, loaded, 'reminder', null, posted);
}

/** Asks the manager of the account's owner, or the manager's stand-in, to decide: with one message for each request. */
export async function askManager(deps: ApproverDeps, loaded: Loaded, slackId: string): Promise<void> {
  const isManager = loaded.request.progress.manager?.slackId === slackId;
  const as = isManager ? 'manager' : 'for-manager';
  const ask = askDirectly(loaded, as, await cardLink(deps, loaded));
  await sendDirect(deps, loaded, 'manager', slackId, ask);
}

/** The address of the card, where it is posted. */
async function cardLink({ messenger }: ApproverDeps, { request: { card } }: Loaded): Promise<string | null> {
  return card && messenger.linkTo(card);
}
