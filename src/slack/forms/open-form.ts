import type { WebClient } from '@slack/web-api';
import type { Prefill } from '../../commands/context.ts';
import type { Desk } from '../../requests/desk.ts';
import type { Seal } from '../../store/seal.ts';
import { loadingView, noteView } from '../../views/form.ts';
import { buildForm, stageOf } from './build-form.ts';
import type { FormRequest } from './form-request.ts';

export interface Forms {
  /**
   * Opens the form of a command. What has to be read from Zoom is filled in a moment later: the trigger lives only
   * three seconds.
   *
   * @throws when Slack does not open it
   */
  open(request: FormRequest, triggerId: string): Promise<void>;
  /** Fills a form that is open already and shows that it is loading. */
  fill(request: FormRequest, viewId: string): Promise<void>;
}

export function createForms(deps: {
  slack: WebClient;
  seal: Seal;
  desk: Pick<Desk, 'prefill' | 'refusal'>;
}): Forms {
  const { slack, seal, desk } = deps;
  const fill: Forms['fill'] = async (request, viewId) => {
    const subject = request.command.subject === 'named' ? (request.values.person ?? null) : request.subject;
    const start = await desk.prefill(request.command, { slackId: request.slackId, subject });
    await slack.views.update({ view_id: viewId, view: filled(request, seal, start) });
  };
  return {
    fill,
    async open(request, triggerId) {
      const { command } = request;
      const refused = desk.refusal(command, request.slackId);
      if (refused) {
        await slack.views.open({ trigger_id: triggerId, view: noteView(command.title, refused) });
        return;
      }
      if (!command.prefill || stageOf(request) === 'person') {
        await slack.views.open({ trigger_id: triggerId, view: buildForm(request, seal, {}) });
        return;
      }
      const { view } = await slack.views.open({
        trigger_id: triggerId,
        view: loadingView(command.name, command.title),
      });
      if (!view?.id) throw new Error('Slack opened no view');
      await fill(request, view.id);
    },
  };
}

function filled(request: FormRequest, seal: Seal, start: Prefill) {
  return start.nothing ? noteView(request.command.title, start.nothing) : buildForm(request, seal, start);
}
