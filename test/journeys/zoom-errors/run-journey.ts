import { afterAll, beforeAll, expect, it } from 'vitest';
import { people, person } from '../../../sandbox/people.ts';
import type { Message } from '../../../sandbox/slack/desktop.ts';
import type { Person } from '../../../sandbox/slack/person.ts';
import { inLanguage, loadLanguage } from '../../../src/languages/language.ts';
import { bold, fill, link } from '../../../src/views/mrkdwn.ts';
import { explainKind } from '../../../src/zoom/errors/explain.ts';
import { match } from '../../../src/zoom/errors/match.ts';
import { nextForAdmin } from '../../../src/zoom/errors/messages/for-admins.ts';
import type { OperationName } from '../../../src/zoom/operations.ts';
import { openWorkplace, textOf, type Workplace } from '../../support/workplace.ts';
import { buttonsIn, query, quiet, refusedCalls, requestIdIn, startAfresh } from '../support.ts';
import type { Journey } from './journey.ts';

/** What people ask for their own account needs no approval. */
export const policy = `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], needed: 1, expires_after: 72h }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
commands:
  change-email: self-service
  request-license: self-service
  token: self-service
`;

/** How long a person waits for an answer. */
const PATIENCE_MS = 15_000;
/** After this time every channel takes a message at once, and no limit per minute remembers the journey before. */
const REST_MS = 61_000;
/** `startAfresh` has expired the bot's token; its first call finds that out. */
const EXPIRED_TOKEN = 124;

let place: Workplace;

/** One test for each family, on one workplace; every journey begins with Slack and Zoom as they were at the start. */
export function testFamilies(families: Readonly<Record<string, readonly Journey[]>>, locale?: string): void {
  beforeAll(async () => {
    place = await openWorkplace({ store: 'postgres', policy });
  });
  afterAll(() => place.close());
  for (const [title, journeys] of Object.entries(families)) {
    it(title, async () => {
      for (const journey of journeys) {
        const failure = await runJourney(journey, locale).catch((error: Error) => error.message);
        expect.soft(failure, nameOf(journey)).toBeUndefined();
      }
    }, 300_000);
  }
}

/** `Ada types “assistants” and reads: … (listAssistants 1001)` */
function nameOf(journey: Journey): string {
  const { who, line, form, approver, documented } = journey;
  const name = (handle: string) => handle.charAt(0).toUpperCase() + handle.slice(1);
  const fills = form ? `, fills in ${Object.keys(form).join(' and ')}` : '';
  const approves = approver ? `, ${name(approver)} approves` : '';
  const { says } = expectedWords(journey);
  return `${name(who)} types “${line}”${fills}${approves} and reads: ${says} (${documented.operation} ${documented.code})`;
}

/** One journey from what is typed to what is read. */
async function runJourney(journey: Journey, locale?: string): Promise<void> {
  // A message of the journey before that is on its way would be sent again once its time is up.
  await quiet(place);
  startAfresh(place);
  // Messages that Slack no longer has must not be closed, and nobody waits for a licence any more.
  await query(place, 'TRUNCATE requests, decisions, notifications, posted_messages, waiting_list');
  place.clock.advance(REST_MS);
  arrange(journey, locale);
  const words = inLanguage(await loadLanguage(locale ?? 'en'), () => expectedWords(journey));
  const reply = await ask(journey, words);

  const said = zoomSays(journey);
  const { operation, code, status } = journey.documented;
  expect(match({ operation: operation as OperationName, code, message: said }).kind).toBe(journey.kind);
  const calls = place.zoom.calls.filter(
    (one) => one.operation === operation && one.code !== undefined && one.code !== EXPIRED_TOKEN,
  );
  expect(calls.map((one) => [one.code, one.message, one.status])).toEqual([[code, said, status]]);
  expect(place.zoom.changes.filter((one) => one.operation === operation)).toEqual([]);
  if (journey.waits) return;
  expectPlainWords(textOf(reply), journey, words);
  if (words.button) expect(JSON.stringify(reply.blocks)).toContain(`"${words.button}"`);
  expect(refusedCalls(place)).toEqual([]);
}

/** Brings Zoom into the journey's state, now or right before the call. */
function arrange(journey: Journey, locale?: string): void {
  const { slack, zoom } = place;
  const { documented, given, when, set = documented.set } = journey;
  given?.(zoom);
  if (when.kind === 'before') set?.(zoom);
  if (when.kind === 'meanwhile') zoom.faults.meanwhile(documented.operation, () => set?.(zoom), when.skip);
  if (when.kind === 'played') {
    const body = { code: documented.code, message: zoomSays(journey) };
    zoom.faults.add({
      operation: documented.operation,
      times: 1,
      kind: 'status',
      status: documented.status,
      body,
    });
  }
  if (!locale) return;
  for (const user of slack.workspace.users.values()) user.locale = locale;
  slack.touch();
}

/** Types, fills in, confirms and has it approved; the message that says what went wrong. */
async function ask(journey: Journey, words: Words): Promise<Message> {
  const person = place.as(journey.who);
  // Their message about the request says what went wrong too; what to do next is in the one that they get then.
  const sentences = journey.waits ? ['Waiting for a licence'] : [words.says, words.next];
  const answer = () =>
    messagesOf(person).find((one) => sentences.every((sentence) => textOf(one).includes(sentence)));
  const question = () => person.ephemerals().find((one) => hasButton(one, 'confirm:run'));

  await person.command(`/zoom ${journey.line}`);
  if (journey.form) await fillIn(person, journey.form);
  const first = await person.waitFor(() => answer() ?? question(), PATIENCE_MS);
  if (hasButton(first, 'confirm:run')) {
    await person.click(first, 'confirm:run');
    if (journey.approver) await approve(journey.approver, requestIdIn(first));
  } else expect(journey.approver).toBeUndefined();
  return person.waitFor(answer, PATIENCE_MS);
}

const messagesOf = (person: Person): readonly Message[] => [...person.ephemerals(), ...person.dms()];

const hasButton = (message: Message, actionId: string): boolean =>
  buttonsIn(message.blocks).some((one) => one.action_id === actionId);

async function fillIn(person: Person, fields: NonNullable<Journey['form']>): Promise<void> {
  await person.waitFor((seen) => {
    const callback = seen.views.at(-1)?.view.callback_id ?? '';
    return callback.startsWith('form:') && !seen.views.at(-1)?.trouble;
  });
  expect(await person.submit('top', fields)).toMatchObject({ ok: true });
}

/** The approver clicks on the card of this very request, which says afterwards that it was not done. */
async function approve(handle: string, id: string): Promise<void> {
  const approver = place.as(handle);
  const cards = () => approver.messages('zoom-approvals');
  const card = await approver.waitFor(() =>
    cards().find((one) =>
      buttonsIn(one.blocks).some(({ action_id, value }) => action_id === 'request:approve' && value === id),
    ),
  );
  await approver.click(card, 'request:approve');
  await approver.waitFor(() =>
    cards().find((one) => one.ts === card.ts && /but not done|waits for one/.test(textOf(one))),
  );
}

const statusPage = link('https://status.zoom.us', 'status.zoom.us');

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
  expect(ours).not.toMatch(new RegExp(`\\b${journey.documented.code}\\b`));
  expect(ours).not.toMatch(/\b(error|Fehler|code)\s*:?\s*\d/i);
}

/** Zoom's text on this journey. */
const zoomSays = ({ documented, says }: Journey): string => says ?? documented.expectMessage();

/** What the person is to read. */
interface Words {
  readonly says: string;
  readonly next: string;
  /** The values that Zoom's text names and the sentences repeat. */
  readonly values: readonly string[];
  /** The label of the button, where this person is offered one. */
  readonly button?: string;
}

/**
 * The messages of the journey's error kind, with the values of Zoom's text: as the owner of the account reads them, or
 * somebody else about them.
 */
export function expectedWords(journey: Journey): Words {
  const { documented, who, about = who, kind } = journey;
  const operation = documented.operation as OperationName;
  const { values } = match({ operation, code: documented.code, message: zoomSays(journey) });
  const words = explainKind(kind, values);
  const filled = (sentence: string) =>
    fill(sentence, { ...values, subject: bold(person(about).name), statusPage }).source;
  const says = (about === who ? undefined : words.saysOther) ?? words.says;
  const { action } = words;
  // A command for one's own account does not help somebody else.
  const offered = action && (action.kind !== 'command' || about === who);
  return {
    says: filled(says),
    // Grace is an admin, who is not told to ask one.
    next: filled(who === 'grace' ? nextForAdmin(words.next) : words.next),
    values: Object.values(values),
    ...(offered ? { button: action.label.words } : {}),
  };
}
