import type { UserActions } from '../../../slack/desktop.ts';

/** What a refusal means to the person who clicked, and what to do next. */
const sentences: Readonly<Record<string, string>> = {
  account_inactive: 'This person is deactivated: nobody can act in Slack with such an account.',
  user_is_bot: 'Bots have no hands to type with. Choose a person.',
  user_not_found: 'The workspace does not know this person.',
  channel_not_found: 'This person cannot see that channel.',
  not_in_channel: 'Only members of the channel can write here.',
  message_not_found: 'That message is no longer there.',
  thread_not_found: 'That message is no longer there.',
  surface_not_found: 'This is no longer there.',
  element_not_found: 'This button is no longer there; the message has changed.',
  view_not_found: 'This form is no longer open.',
  invalid_options: 'The app offered options that Slack cannot show.',
  network: 'The sandbox does not answer. Is it still running?',
};

const offline: Readonly<Record<string, string>> = {
  app_did_not_respond: '{app} did not respond within three seconds. Its log says more.',
  dispatch_failed: '{app} could not be reached. Is it running?',
};

/** A sentence for a failed action; an unknown word is shown as it is. */
export function actionError(error: string, app: string): string {
  const known = Object.hasOwn(sentences, error) ? sentences[error] : offline[error];
  return (known ?? `That did not work: ${error.replaceAll('_', ' ')}.`).replace('{app}', app);
}

/** Slack tells of the app's own failures where they happened, except on the Home tab; a toast would repeat it. */
export function isShownInPlace<K extends keyof UserActions>(
  action: K,
  body: UserActions[K],
  error: string,
): boolean {
  if (Object.hasOwn(sentences, error)) return false;
  const atHome = 'surface' in body && body.surface.kind === 'home';
  return action === 'command' || action === 'submit' || (action === 'action' && !atHome);
}
