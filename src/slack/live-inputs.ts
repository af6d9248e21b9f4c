import type { App } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Command } from '../commands/define-command.ts';
import { timeZonesFor } from '../commands/profile/time-zones.ts';
import { isClosedForm } from '../slack-errors.ts';
import { dateInputOf, ON_DATE, withCalendar } from '../views/form.ts';
import { cutPlain } from '../views/mrkdwn.ts';
import { ACK_AFTER, type ActionHandlers } from './actions.ts';

interface LiveInputDeps {
  readonly commands: readonly Command[];
  readonly slack: WebClient;
}

/** Handles the inputs of forms that answer while the form is open: the search for a time zone, and “Pick a date…”. */
export function registerFormInputs(app: App, actions: ActionHandlers, deps: LiveInputDeps): void {
  const { commands, slack } = deps;
  const named = (kind: string) =>
    new Set(
      commands.flatMap(({ fields }) => fields.filter((one) => one.kind === kind).map(({ name }) => name)),
    );
  const timeZones = named('time-zone');
  const durations = named('duration');

  app.options<'block_suggestion'>({ type: 'block_suggestion', action_id: /./ }, async ({ options, ack }) => {
    const found = timeZones.has(options.action_id) ? timeZonesFor(options.value ?? '') : [];
    const texts = found.map(({ value, label }) => ({
      text: { type: 'plain_text' as const, text: cutPlain(label.words, 75), emoji: false },
      value,
    }));
    await ack({ options: texts });
  });

  for (const name of durations) {
    actions.on(
      name,
      async ({ value, form, viewId }) => {
        if (!form || viewId === null) return;
        const hasCalendar = form.blocks.some((block) => block.block_id === dateInputOf(name));
        if ((value === ON_DATE) === hasCalendar) return;
        try {
          await slack.views.update({ view_id: viewId, view: withCalendar(form, name, value === ON_DATE) });
        } catch (error) {
          if (!isClosedForm(error)) throw error;
        }
      },
      ACK_AFTER,
    );
  }
}
