import type { App, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';

/** A form that somebody has sent, as Bolt hands it over. */
export type Submission = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** The forms that somebody listens to. */
export interface Submissions {
  /** Listens to a form; what it acknowledges with closes the form, changes it or shows errors at its fields. */
  on(callbackId: RegExp, handle: (submission: Submission) => Promise<void>): void;
}

/** Hands each form to whoever listens to it, through one listener of Bolt's for the reason that clicks have one. */
export function createSubmissions(app: App): Submissions {
  const all: (readonly [RegExp, (submission: Submission) => Promise<void>])[] = [];
  app.view<ViewSubmitAction>(/.*/, async (submission) => {
    const handle = all.find(([pattern]) => pattern.test(submission.view.callback_id))?.[1];
    await handle?.(submission);
  });
  return { on: (callbackId, handle) => void all.push([callbackId, handle]) };
}
