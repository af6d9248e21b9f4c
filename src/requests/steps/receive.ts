import { type Prepared, prepare } from '../prepare.ts';
import { run } from './run.ts';
import type { RunStep } from './step.ts';
import { wordsFor } from './words-for.ts';

/** An unanswered confirmation is forgotten after this time; Slack's `response_url` dies then too. */
export const DRAFT_LIFE = 30 * 60_000;

/** Finds out what a recorded request means. Then it is done at once, or the person is asked first where that is due. */
export const receive: RunStep = async (tools, request) => {
  const { parts, move } = tools;
  const secret = parts.secretStore.look(request.id) ? { secret: true } : {};
  let prepared: Prepared;
  try {
    prepared = await prepare(parts, request);
  } catch (error) {
    const problem = await wordsFor(parts, request, error);
    await move(request, 'refused', { progress: { problem }, dueIn: null, notify: ['reply'] });
    return null;
  }
  const { plan, rule, confirm, asked, usual } = prepared;
  // What was found out this very moment need not be checked again.
  if (!confirm) return run(tools, request, { plan, rule, progress: secret });
  await move(request, 'drafted', {
    plan,
    rule,
    progress: { ...secret, asked, ...(usual === null ? {} : { usual }) },
    dueIn: DRAFT_LIFE,
    notify: ['reply'],
  });
  return null;
};
