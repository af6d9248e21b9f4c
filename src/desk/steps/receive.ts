import { prepare } from '../prepare.ts';
import { LEASE } from '../requests.ts';
import type { RunStep } from './step.ts';
import { wordsFor } from './words-for.ts';

/** An unanswered confirmation is forgotten after this time; Slack's `response_url` dies then too. */
export const DRAFT_LIFE = 30 * 60_000;

/** Finds out what a recorded request means, and asks the person first where that is due. */
export const receive: RunStep = async ({ parts, move }, request) => {
  try {
    const { plan, rule, confirm, asked, usual } = await prepare(parts, request);
    const secret = parts.vault.look(request.id) ? { secret: true } : {};
    if (!confirm)
      return await move(request, 'approved', {
        plan,
        rule,
        progress: secret,
        dueIn: LEASE,
        owner: parts.owner,
      });
    await move(request, 'drafted', {
      plan,
      rule,
      progress: { ...secret, asked, ...(usual === null ? {} : { usual }) },
      dueIn: DRAFT_LIFE,
      tell: ['reply'],
    });
  } catch (error) {
    const problem = await wordsFor(parts, request, error);
    await move(request, 'refused', { progress: { problem }, dueIn: null, tell: ['reply'] });
  }
  return null;
};
