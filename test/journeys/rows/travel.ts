import { expect } from 'vitest';
import { people } from '../../../sandbox/people.ts';
import type { Message } from '../../../sandbox/slack/desktop.ts';
import type { Person } from '../../../sandbox/slack/person.ts';
import { match } from '../../../src/zoom/errors/match.ts';
import type { OperationName } from '../../../src/zoom/operations.ts';
import { textOf, type Workplace } from '../../support/workplace.ts';
import { buttonsIn, refusedCalls, requestIdIn, startAfresh } from '../support.ts';
import type { Journey } from './journey.ts';
import { type Words, wordsOf, zoomSays } from './words.ts';

/** Less than a test may take, so that a failure tells what the person sees. */
const PATIENCE = 4_000;

/** The fresh morning has killed the bot's token; its first call finds that out. */
const DEAD_TOKEN = 124;

/** One journey from what is typed to what is read, on a fresh morning. */
export async function travel(place: Workplace, journey: Journey, locale?: string): Promise<void> {
  startAfresh(place);
  arrange(place, journey, locale);
  const words = wordsOf(journey, locale);
  const reply = await ask(place, journey, words);

  const said = zoomSays(journey);
  const { operation, code, status } = journey.row;
  expect(match({ operation: operation as OperationName, code, message: said }).kind).toBe(journey.kind);
  const calls = place.zoom.calls.filter(
    (one) => one.operation === operation && one.code !== undefined && one.code !== DEAD_TOKEN,
  );
  expect(calls.map((one) => [one.code, one.message, one.status])).toEqual([[code, said, status]]);
  expect(place.zoom.changes.filter((one) => one.operation === operation)).toEqual([]);
  expectPlainWords(textOf(reply), journey, words);
  if (words.button) expect(JSON.stringify(reply.blocks)).toContain(`"${words.button}"`);
  expect(refusedCalls(place)).toEqual([]);
}

/** Brings about what is so, and lays out what happens meanwhile. */
function arrange({ slack, zoom }: Workplace, journey: Journey, locale?: string): void {
  const { row, given, when, set = row.set } = journey;
  given?.(zoom);
  if (when.kind === 'before') set?.(zoom);
  if (when.kind === 'meanwhile') zoom.faults.meanwhile(row.operation, () => set?.(zoom), when.skip);
  if (when.kind === 'played') {
    const body = { code: row.code, message: zoomSays(journey) };
    zoom.faults.add({ operation: row.operation, times: 1, kind: 'status', status: row.status, body });
  }
  if (!locale) return;
  for (const user of slack.workspace.users.values()) user.locale = locale;
  slack.touch();
}

/** Types, fills in, confirms and has it approved; the message that says what went wrong. */
async function ask(place: Workplace, journey: Journey, words: Words): Promise<Message> {
  const person = place.as(journey.who);
  const answer = () => messagesOf(person).find((one) => textOf(one).includes(words.says));
  const question = () => person.ephemerals().find((one) => hasButton(one, 'confirm:run'));

  await person.command(`/zoom ${journey.line}`);
  if (journey.form) await fillIn(person, journey.form);
  const first = await person.waitFor(() => answer() ?? question(), PATIENCE);
  if (hasButton(first, 'confirm:run')) {
    await person.click(first, 'confirm:run');
    if (journey.approver) await approve(place, journey.approver, requestIdIn(first));
  } else expect(journey.approver).toBeUndefined();
  return person.waitFor(answer, PATIENCE);
}

const messagesOf = (person: Person): readonly Message[] => [...person.ephemerals(), ...person.dms()];

const hasButton = (message: Message, actionId: string): boolean =>
  buttonsIn(message.blocks).some((one) => one.action_id === actionId);

async function fillIn(person: Person, fields: NonNullable<Journey['form']>): Promise<void> {
  await person.waitFor((seen) => {
    const callback = seen.views.at(-1)?.view.callback_id ?? '';
    return callback.startsWith('form:') && !seen.views.at(-1)?.trouble;
  });
  const deed = await person.submit('top', fields);
  expect(deed).toMatchObject({ ok: true });
}

/** The approver clicks on the card of this very request, which says afterwards that it was not done. */
async function approve(place: Workplace, handle: string, id: string): Promise<void> {
  const approver = place.as(handle);
  const cards = () => approver.messages('zoom-approvals');
  const card = await approver.waitFor(() =>
    cards().find((one) =>
      buttonsIn(one.blocks).some(({ action_id, value }) => action_id === 'request:approve' && value === id),
    ),
  );
  await approver.click(card, 'request:approve');
  await approver.waitFor(() => cards().find((one) => one.ts === card.ts && /but not done/.test(textOf(one))));
}

const zoomIds = people.flatMap(({ zoom }) => (zoom ? [zoom.id] : []));

/** What is wrong and what to do next, in words: no code, no placeholder, no id of Zoom's, not Zoom's own text. */
function expectPlainWords(text: string, journey: Journey, { says, next, values }: Words): void {
  expect(says.trim()).not.toBe('');
  expect(next.trim()).not.toBe('');
  expect(text).toContain(next);
  expect(text).not.toMatch(/\{\w+\}|\[[^\]]*\||…|undefined|\[object/);
  expect(text).not.toContain(zoomSays(journey));
  for (const id of zoomIds) expect(text).not.toContain(id);
  const ours = values.filter(Boolean).reduce((rest, value) => rest.replaceAll(value, ''), text);
  expect(ours).not.toMatch(new RegExp(`\\b${journey.row.code}\\b`));
  expect(ours).not.toMatch(/\b(error|Fehler|code)\s*:?\s*\d/i);
}
