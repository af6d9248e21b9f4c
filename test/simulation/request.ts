import type { Person } from '../../sandbox/slack/person.ts';
import type { Pair } from './people.ts';
import { buttonFor, cardOf, clickUntilAcknowledged, outcomeFor, type Session, waitUntil } from './session.ts';
import type { Task } from './tasks.ts';

/** How long somebody waits for a form, or before they approve again. */
const PATIENCE_MS = 4_000;

/** What became of one request, as far as people in Slack can know. */
export interface Asked {
  readonly task: Task;
  readonly pair: Pair;
  /** Slack got an acknowledgement for the command or the form. */
  readonly acknowledged: boolean;
  /** The outcome that the person read; `undefined` when they were not told. */
  readonly outcome: string | undefined;
  /** Present when the undo was acknowledged: what the person read of that. */
  readonly undone?: string | undefined;
}

/** One person asks for one change, confirms it, has it approved, reads the outcome, and undoes it in six of ten cases. */
export async function makeRequest(session: Session, task: Task, pair: Pair): Promise<Asked> {
  const { place, random } = session;
  const person = place.slack.as(pair.me.slackId);
  task.arrange?.(place.zoom, pair);
  const asked = { task, pair, acknowledged: false, outcome: undefined };
  await waitUntil(session, () => session.up);
  if (!(await type(session, person, task, pair))) return asked;

  const button = (action: string) => buttonFor(session, person, action);
  const answered = await waitUntil(session, () => button('confirm:run') ?? outcomeFor(session, person));
  if (typeof answered === 'object') {
    const seen = () => cardOf(session, answered.id) ?? outcomeFor(session, person);
    // They click again when they read that Slack did not answer and their click has changed nothing.
    while (!session.over && !seen()) {
      await clickUntilAcknowledged(session, person, 'confirm:run', () => button('confirm:run')?.target);
      const end = Date.now() + PATIENCE_MS;
      await waitUntil(session, () => Date.now() > end || seen());
    }
    if (cardOf(session, answered.id)) await approve(session, answered.id, person);
  }
  const outcome = await waitUntil(session, () => outcomeFor(session, person));
  const told = { ...asked, acknowledged: true, outcome };
  if (!task.undo || !outcome?.includes('request:undo') || random.next() < 0.4) return told;
  const acknowledged = await clickUntilAcknowledged(
    session,
    person,
    'request:undo',
    () => button('request:undo')?.target,
  );
  const undone = await waitUntil(session, () => outcomeFor(session, person, outcome));
  return acknowledged || undone ? { ...told, undone } : told;
}

/** Types the command and submits its form; returns whether that was acknowledged. */
async function type(session: Session, person: Person, task: Task, pair: Pair): Promise<boolean> {
  const line = `/zoom ${task.command} ${task.words(pair)}`.trim();
  const typed = await person.command(line, 'C0GENERAL');
  if (!typed.ok || !task.form) return typed.ok;
  const callback = `form:${task.command}`;
  const end = Date.now() + PATIENCE_MS;
  const views = () => session.place.slack.workspace.modals.get(person.id) ?? [];
  const form = await waitUntil(
    session,
    () => Date.now() > end || views().find(({ view }) => view.callback_id === callback && view.submit),
  );
  if (typeof form !== 'object') return false;
  await waitUntil(session, () => session.up);
  return (await person.submit(form.id, task.form(pair))).ok;
}

/**
 * Grace or Linus approves, in three of ten cases both at the same moment. They approve again when the request still
 * waits after a while: the bot could not check it.
 */
async function approve(session: Session, id: string, requester: Person): Promise<void> {
  const approvers = ['grace', 'linus'].map((handle) => session.place.slack.as(handle));
  const chosen = session.random.next() < 0.3 ? approvers : [session.random.pick(approvers)];
  const open = () => cardOf(session, id) && !outcomeFor(session, requester);
  while (!session.over && open()) {
    await Promise.all(
      chosen.map((one) => clickUntilAcknowledged(session, one, 'request:approve', () => cardOf(session, id))),
    );
    const end = Date.now() + PATIENCE_MS;
    await waitUntil(session, () => Date.now() > end || !open());
  }
}
