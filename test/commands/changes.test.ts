import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChangeCommand } from '../../src/commands/define-command.ts';
import { Refusal } from '../../src/identity/refusal.ts';
import { changing, type OnZoom, openZoom } from './on-zoom.ts';

let place: OnZoom;
beforeAll(async () => {
  place = await openZoom();
});
beforeEach(() => place.sandbox.reset());
afterAll(() => place.sandbox.close());

const cases = [
  {
    name: 'add-assistant',
    who: 'ada',
    values: { person: 'mia@example.com' },
    doing: 'Add *Mia Chen* as an assistant',
  },
  {
    name: 'remove-assistant',
    who: 'grace',
    values: { person: 'mia@example.com' },
    doing: 'Remove *mia@example.com* as an assistant',
  },
  { name: 'remove-assistant', who: 'grace', values: { person: 'all' }, doing: 'Remove *the only assistant*' },
  {
    name: 'change-email',
    who: 'ada',
    values: { email: 'ada.king@example.com' },
    doing: 'Change my Zoom email',
  },
  { name: 'request-license', who: 'ben', values: {}, doing: 'Get a Zoom licence with no end date', lines: 2 },
  {
    name: 'request-license',
    who: 'ben',
    values: { duration: '2w' },
    doing: 'Get a Zoom licence for 14 days',
    lines: 2,
  },
  { name: 'return-license', who: 'ada', values: {}, doing: 'Return my Zoom licence', lines: 2 },
  {
    name: 'remove-scheduler',
    who: 'mia',
    values: { person: 'grace@example.com' },
    doing: 'Stop scheduling for *grace@example.com*',
  },
  {
    name: 'remove-scheduler',
    who: 'mia',
    values: { person: 'all' },
    doing: 'Stop scheduling for *all 2 people*',
  },
  {
    name: 'profile',
    who: 'ada',
    values: { displayName: 'Ada King', company: 'Analytical Engines' },
    doing: 'Change my Zoom profile: display name, company',
    lines: 2,
  },
  {
    name: 'settings',
    who: 'ada',
    values: { typed: 'waiting-room=off' },
    doing: 'Change my Zoom settings (Waiting room: off)',
  },
];

describe.each(cases)('$name $values.person$values.email', ({ name, who, values, doing, lines }) => {
  const command: ChangeCommand = changing(name);

  test('the preview changes nothing and says before and after', async () => {
    const plan = await place.plan(name, who, values);
    expect(place.sandbox.changes).toEqual([]);
    expect(plan.changes).toHaveLength(lines ?? 1);
    const [change] = plan.changes;
    expect(change?.before).not.toBe(change?.after);
    expect(command.describe(plan).source).toBe(doing);
  });

  test('it has happened after it ran, not before, and once it is undone no more', async () => {
    const job = place.job(await place.plan(name, who, values));
    expect(await command.verify(job)).toBe(false);
    await command.run(job);
    expect(await command.verify(job)).toBe(true);
    if (!command.undo) return;
    await command.undo(job);
    expect(await command.verify(job)).toBe(false);
  });

  test('the same again is refused with a friendly sentence, as there is nothing left to do', async () => {
    await command.run(place.job(await place.plan(name, who, values)));
    const again = await place.plan(name, who, values).catch((error: unknown) => error);
    expect(again).toBeInstanceOf(Refusal);
    const { says, next } = (again as Refusal).problem;
    expect(says.source).toMatch(/^[A-Z*].*\.$/);
    expect(next?.source).toMatch(/^There’s (nothing|nobody) to \w+\.$/);
  });

  test('done for somebody else, it names them and speaks to nobody as the owner of the account', async () => {
    const plan = await place.plan(name, who, values, 'linus');
    const { title } = command.done(plan);
    const name_ = place.account(who).name;
    expect(command.describe(plan).source).toContain(name_);
    expect(title.source).toContain(name_);
    expect(`${title.source} ${command.describe(plan).source}`).not.toMatch(/\b(you|your|my)\b/i);
  });

  test('names like mark-up stay text in what is described and told', async () => {
    const plan = await place.plan(name, who, values);
    const odd = '<!channel> & <@U1>';
    const subject = { ...plan.subject, name: odd };
    const hostile = { ...plan, own: false, subject, data: Object.assign({}, plan.data, { name: odd }) };
    const told = command.done(hostile);
    const all = [command.describe(hostile), told.title, ...(told.lines ?? [])]
      .map((one) => one.source)
      .join();
    expect(all).toContain('&lt;!channel&gt; &amp; &lt;@U1&gt;');
    expect(all).not.toMatch(/<[!@]/);
  });
});

test('two assistants at once are counted, in the question and in what it says', async () => {
  const grace = place.account('grace');
  await place.zoom.assistants.add(grace.zoomId, [{ id: place.account('ada').zoomId }], {});
  const plan = await place.plan('remove-assistant', 'grace', { person: 'all' });
  expect(changing('remove-assistant').describe(plan).source).toBe('Remove *all 2 assistants*');
  expect(changing('remove-assistant').confirms?.({ person: 'all' })).toBe(true);
  expect(changing('remove-assistant').confirms?.({ person: 'mia@example.com' })).toBe(false);
});
