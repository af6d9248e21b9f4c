import { person } from '../../sandbox/people.ts';
import type { Message } from '../../sandbox/slack/desktop.ts';
import { defaultPolicy, type Workplace } from '../support/workplace.ts';
import { query, requestIdIn } from './support.ts';

/** What Ada types to ask for another address, and what Zoom has changed once it is approved. */
export const ask = '/zoom change-email ada.king@example.com I got married';
export const changed = [`changeEmail ${person('ada').zoom?.id ?? ''}`];

/** Owen approves too, whose account is the owner's. */
export const threeApprovers = defaultPolicy.replace('[U0GRACE, U0LINUS]', '[U0GRACE, U0LINUS, U0OWEN]');

/** What approvers have said so far of the request behind a card. */
export async function decisionsOn(place: Workplace, card: Message): Promise<string[]> {
  const sql = 'SELECT approver_slack_id, verdict FROM decisions WHERE request_id = $1';
  const found = await query(place, sql, [requestIdIn(card)]);
  return found.map((one) => `${one.verdict} ${one.approver_slack_id}`);
}
