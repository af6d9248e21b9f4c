import type { WebClient } from '@slack/web-api';
import { parseEmail } from '../commands/parse/token.ts';
import type { WhoActs } from '../identity/who-acts.ts';
import { text } from '../languages/text.ts';
import { type AskForLinkDeps, askForLink } from '../requests/ask-for-link.ts';
import { type ErrorMessageDeps, messageForClick } from '../requests/error-messages.ts';
import { otherAddressForm } from '../views/decision-forms.ts';
import { noteView } from '../views/form.ts';
import { join, md, mention } from '../views/mrkdwn.ts';
import { problemMessage, problemView } from '../views/problem.ts';
import { ACK_AFTER, type ActionHandlers, type ViewSubmissions } from './actions.ts';

export type OtherAddressDeps = AskForLinkDeps &
  ErrorMessageDeps & { readonly slack: WebClient; readonly whoActs: WhoActs };

/** Handles “Use another address”: a form for the address, and the question to the admins. */
export function registerOtherAddress(
  actions: ActionHandlers,
  submissions: ViewSubmissions,
  deps: OtherAddressDeps,
): void {
  actions.on(
    'account:other-address',
    async ({ triggerId }) => {
      await deps.slack.views.open({ trigger_id: triggerId, view: otherAddressForm() });
    },
    ACK_AFTER,
  );

  submissions.on(/^other-address$/, async ({ ack, body, view }) => {
    const email = parseEmail(view.state.values.email?.email?.value ?? '');
    if (!email) {
      const wrong = text`That isn’t an email address. It should look like name@example.com.`;
      await ack({ response_action: 'errors', errors: { email: wrong.words } });
      return;
    }
    try {
      const told = await askForLink(deps, await deps.whoActs(body), email);
      const words = md`I’ve asked ${join(told.map(mention), ', ')}. They may get in touch with you first.`;
      await ack({ response_action: 'update', view: noteView(text`Your admins are asked`, words) });
    } catch (error) {
      const problem = problemMessage(messageForClick(deps, error, body.user.id));
      await ack({ response_action: 'update', view: problemView(problem) });
    }
  });
}
