import type { Person } from '../../../sandbox/slack/person.ts';
import { buttonFor, cardOf, clickUntilHeard, endFor, hope, type Storm } from './at-work.ts';
import type { Pair } from './crew.ts';
import type { Task } from './tasks.ts';

/** What became of one request, as far as people in Slack can know. */
export interface Asked {
  readonly task: Task;
  readonly pair: Pair;
  /** Slack got an acknowledgement for the command or the form. */
  readonly heard: boolean;
  /** What the person read at the end; `undefined`: nothing. */
  readonly end: string | undefined;
  /** The change was made, then its undo was acknowledged: what the person read of that. */
  readonly undone?: string | undefined;
}

/** One person asks for one change, confirms it, has it approved, reads the end, and perhaps takes it back. */
export async function ask(storm: Storm, task: Task, pair: Pair): Promise<Asked> {
  const { place, chance } = storm;
  const person = place.slack.as(pair.me.slackId);
  task.arrange?.(place.zoom, pair);
  const asked = { task, pair, heard: false, end: undefined };
  await hope(storm, () => storm.up);
  if (!(await say(storm, person, task, pair))) return asked;

  const answered = await hope(
    storm,
    () => buttonFor(storm, person, 'confirm:run') ?? endFor(storm, person)?.slice(0, 400),
  );
  if (typeof answered === 'object') {
    await clickUntilHeard(
      storm,
      person,
      'confirm:run',
      () => buttonFor(storm, person, 'confirm:run')?.target,
    );
    const next = await hope(storm, () => cardOf(storm, answered.id) ?? endFor(storm, person));
    if (typeof next === 'object') await approve(storm, answered.id, person);
  }
  const end = await hope(storm, () => endFor(storm, person));
  const told = { ...asked, heard: true, end };
  if (!task.undo || !end?.includes('request:undo') || chance.next() < 0.4) return told;
  const heard = await clickUntilHeard(
    storm,
    person,
    'request:undo',
    () => buttonFor(storm, person, 'request:undo')?.target,
  );
  const undone = await hope(storm, () => endFor(storm, person, end));
  return heard || undone ? { ...told, undone } : told;
}

/** Types the command and fills in its form; whether that was acknowledged. */
async function say(storm: Storm, person: Person, task: Task, pair: Pair): Promise<boolean> {
  const line = `/zoom ${task.command} ${task.words(pair)}`.trim();
  const typed = await person.command(line, 'C0GENERAL');
  if (!typed.ok || !task.form) return typed.ok;
  const name = `form:${task.command}`;
  const end = Date.now() + 4_000;
  const open = await hope(
    storm,
    () =>
      Date.now() > end || viewsOf(storm, person).find(({ view }) => view.callback_id === name && view.submit),
  );
  if (typeof open !== 'object') return false;
  await hope(storm, () => storm.up);
  return (await person.submit(open.id, task.form(pair))).ok;
}

const viewsOf = ({ place }: Storm, { id }: Person) => place.slack.workspace.modals.get(id) ?? [];

/**
 * Grace or Linus approves, sometimes both in the same moment; and once more after a while when that could not be looked
 * at and the request still waits.
 */
async function approve(storm: Storm, id: string, requester: Person): Promise<void> {
  const approvers = ['grace', 'linus'].map((handle) => storm.place.slack.as(handle));
  const who = storm.chance.next() < 0.3 ? approvers : [storm.chance.pick(approvers)];
  while (!storm.over && cardOf(storm, id) && !endFor(storm, requester)) {
    await Promise.all(
      who.map((one) => clickUntilHeard(storm, one, 'request:approve', () => cardOf(storm, id))),
    );
    const patience = Date.now() + 4_000;
    await hope(
      storm,
      () => Date.now() > patience || !cardOf(storm, id) || endFor(storm, requester) !== undefined,
    );
  }
}
