import { describe, expect, test } from 'vitest';
import { invalidBlocks } from '../../sandbox/slack/block-kit.ts';
import { asIs, text } from '../../src/languages/text.ts';
import { answerMessage } from '../../src/views/answer.ts';
import * as batch from '../../src/views/batch.ts';
import {
  type Button,
  buttons,
  context,
  header,
  list,
  type MessageContent,
  message,
  section,
} from '../../src/views/blocks.ts';
import { cardMessage, decider, directAskMessage, reminderMessage } from '../../src/views/card.ts';
import { channelNotice, emergencyNotice, stuckGrantNotice } from '../../src/views/channel-messages.ts';
import { confirmationMessage } from '../../src/views/confirmation.ts';
import { breakGlassForm, denyForm, otherAddressForm } from '../../src/views/decision-forms.ts';
import { formView, loadingView, noteView } from '../../src/views/form.ts';
import { homeView, outsiderView } from '../../src/views/home/home-view.ts';
import { bold, code, md, mention } from '../../src/views/mrkdwn.ts';
import * as outcome from '../../src/views/outcome.ts';
import { answerView, problemMessage, problemView } from '../../src/views/problem.ts';
import * as standIn from '../../src/views/stand-in.ts';
import {
  alreadyReportedMessage,
  reportedMessage,
  reportMessage,
  secretShownMessage,
  stoppedMessage,
  subjectMessage,
} from '../../src/views/subject-notice.ts';
import { accountSuggestion, linkWish } from '../../src/views/suggestions.ts';

const id = 'req_pq2V7xqJ8sV1kHnWcY0aLw3f';
const at = Date.UTC(2026, 10, 23, 12);
const cover = {
  id,
  away: { slackId: 'U0ADA' },
  standIn: { slackId: 'U0LINUS' },
  untilAt: at,
};

/** Names as people, Zoom and Slack may have them. */
const names: Record<string, string> = {
  ordinary: 'Ada Lovelace',
  'a mention of everybody': '<!channel> <@U0GRACE> <https://evil.example|click>',
  ampersands: 'R&D &amp; &lt;b&gt;',
  formatting: '*bold* _it_ ~no~ `code` ```',
  'several lines': 'Ada\n> quoted\r\n• *Approved by Grace*',
  'very long': '<&x>'.repeat(1_250),
  'right to left': '\u202Eמלי עדה\u202C',
  emoji: '👩‍💻🎉 :tada:'.repeat(40),
};

/** Every message that there is, about one name and so many things. */
function messages(name: string, many: number): Record<string, MessageContent> {
  const changes = Array.from({ length: many }, () => ({
    label: text`Zoom email`,
    before: name,
    after: name,
  }));
  const people = Array.from({ length: Math.min(many, 10) }, (_, i) => `U0P${i}`);
  const what = md`Change the Zoom email of ${bold(name)}`;
  const account = md`${name} (${code(name)})`;
  const reason = many === 0 ? null : name;
  const card = {
    requestId: id,
    ask: what,
    headline: what,
    requesterSlackId: 'U0ADA',
    requesterName: name,
    flags: many === 0 ? [] : [asIs(name)],
    changes,
    reason,
    expiresAt: at,
    changed: many === 0 ? [] : [md`${name}`],
    inLine: many === 0 ? null : md`${name}`,
    manager: many === 0 ? null : md`${name}`,
    subject: many === 0 ? null : { name, email: name },
    approvedBy: people.map(mention),
    asked: [...people, 'S0ADMINS'],
    covers: people.map((slackId) => ({ away: { name }, standIn: { slackId } })),
  };
  const told = { account: name, changes, by: 'U0GRACE', byReader: false, approval: md`${name}`, at };
  const confirm = {
    requestId: id,
    what,
    verb: asIs(name),
    account: many === 0 ? null : account,
    flags: many === 0 ? [] : [asIs(name)],
    changes,
    reason,
    breakGlass: many > 0,
    irreversible: many > 0,
    line: many === 0 ? null : md`${name}`,
    ownOnly: many > 0,
  };
  const approval = {
    asked: ['U0LINUS', ...people],
    needed: many === 0 ? 1 : 2,
    expiresAt: at,
    usual: many === 0 ? null : 90_000,
    remindAfter: 4 * 3_600_000,
    escalateAfter: 24 * 3_600_000,
    escalateTo: people,
  };
  const answer = {
    title: md`${name}`,
    lines: changes.map(() => md`${name}`),
    facts: changes.map(() => [asIs(name), md`${name}`] as const),
    items: changes.map(() => code(name)),
    table: {
      caption: asIs(name),
      columns: (['text', 'number', 'date', 'text'] as const).map((type) => ({ title: asIs(name), type })),
      rows: changes.map((_, i) => [name, i, i % 2 ? null : at, i % 3 ? name : null]),
    },
    note: md`${name}`,
    buttons: changes.map((_, i): Button => ({ label: asIs(name), action: `command:a${i}`, value: id })),
  };
  const several = { batchId: id, what: asIs(name) };
  const asking = { batchId: id, requesterSlackId: 'U0ADA', ask: what, headline: what, asked: people };
  const persons = (...states: batch.BatchPerson['state'][]) =>
    Array.from({ length: Math.min(Math.max(many, 1), 20) }, (_, i) => ({
      requestId: id,
      who: md`${name}`,
      changes: changes.slice(0, 2),
      flags: card.flags,
      problem: many === 0 ? null : md`${name}`,
      state: states[i % states.length] ?? 'done',
      canUndo: many > 0,
      ...(many > 0 ? { approvals: md`1 of 2 approvals (${name})` } : {}),
    }));
  const end = (lapsed: outcome.GrantEnd['lapsed']) => ({
    lapsed,
    different: card.changed,
    goesAlong: card.changed,
  });
  return {
    answer: answerMessage(answer),
    'the card, open': cardMessage({ ...card, needed: 1, ended: null }),
    'the card, two needed': cardMessage({ ...card, needed: 2, ended: null }),
    'the card, ended': cardMessage({
      ...card,
      needed: 1,
      ended: { icon: md`:x:`, sentence: md`Denied: ${name}` },
    }),
    'the confirmation': confirmationMessage({ ...confirm, approval: null, destructive: false }),
    'the confirmation of a danger': confirmationMessage({ ...confirm, approval: null, destructive: true }),
    'the confirmation of a request': confirmationMessage({ ...confirm, approval, destructive: false }),
    'the confirmation where nobody can approve': confirmationMessage({
      ...confirm,
      approval: { ...approval, asked: [] },
      destructive: false,
    }),
    sent: outcome.sentMessage({
      requestId: id,
      what,
      changes,
      asked: people,
      needed: 2,
      expiresAt: at,
      breakGlass: many > 0,
      waits: many > 0,
    }),
    emergency: emergencyNotice({ reader: 'channel', by: 'U0GRACE', what, account, reason: name }),
    'emergency, to a person': emergencyNotice({
      reader: 'person',
      by: 'U0GRACE',
      what,
      account,
      reason: name,
    }),
    'to the owner of an account': subjectMessage({
      ...told,
      requestId: id,
      role: 'owner',
      outcome: 'done',
      what,
    }),
    'to a new assistant': subjectMessage({ ...told, requestId: id, role: 'other', outcome: 'undone', what }),
    'a secret was shown': secretShownMessage({ ...told, id, title: asIs(name) }),
    reported: reportMessage({
      ...told,
      reporters: ['U0MIA', ...people],
      what,
      stopped: true,
      undo: md`${name}`,
      direct: false,
    }),
    'thanks for a report': reportedMessage({ stopped: many, owner: true }),
    stopped: stoppedMessage(what, 'U0MIA'),
    escalation: directAskMessage({
      title: what,
      requestId: id,
      ask: what,
      changes,
      flags: card.flags,
      account,
      reason,
      expiresAt: at,
      cardUrl: many > 0 ? 'https://example.slack.com/archives/C0/p1' : null,
    }),
    done: outcome.doneMessage(answer, null),
    'done, with undo': outcome.doneMessage({ title: md`${name}` }, id),
    waiting: outcome.waitingMessage(what),
    denied: outcome.deniedMessage(what, decider('U0GRACE', 'U0ADA'), reason, 'change-email'),
    'denied by somebody': outcome.deniedMessage(what, null, null, 'change-email'),
    expired: outcome.expiredMessage(what, 'change-email'),
    withdrawn: outcome.cancelledMessage(what, true),
    'not sent': outcome.cancelledMessage(what, false),
    undone: outcome.undoneMessage(what, []),
    'undone, except some': outcome.undoneMessage(what, card.changed, card.changed),
    'ends soon': outcome.endingMessage(what, at, 'change-email', card.changed),
    ended: outcome.endedMessage(what, end(null), 'change-email'),
    'ended, changed before': outcome.endedMessage(what, end('changed'), 'change-email'),
    'a licence ends soon': outcome.licenceEndingMessage(at, card.changed),
    'a licence has ended': outcome.licenceEndedMessage(card.changed),
    stuck: stuckGrantNotice({ admins: people, what, account, why: md`${name}`, givenUp: many > 0 }),
    ...Object.fromEntries(
      (['done', 'undone', 'left', 'failed'] as const).map((kind) => [
        `channel: ${kind}`,
        channelNotice({
          kind,
          tried: many > 0,
          requesterSlackId: 'U0ADA',
          what,
          account,
          approvedBy: people.map(mention),
        }),
      ]),
    ),
    reminder: reminderMessage({
      requestId: id,
      ask: what,
      expiresAt: at,
      also: people,
    }),
    'a question about several': batch.batchQuestion({
      ...several,
      people: persons('ready', 'not-done'),
      destructive: true,
      irreversible: true,
      approval: md`${name}`,
    }),
    'several, under way': batch.batchProgress({
      ...several,
      people: persons('waiting', 'working'),
      sent: what,
    }),
    'several, in the end': batch.batchResult({ ...several, people: persons('done', 'undone', 'not-done') }),
    'the card of several': batch.batchCard({
      ...asking,
      covers: card.covers,
      people: persons('waiting', 'done'),
      expiresAt: at,
    }),
    'the card of several, ended': batch.batchCard({
      ...asking,
      covers: [],
      people: persons('done'),
      expiresAt: null,
    }),
    'a stand-in is asked': standIn.standInMessage(cover, [what, what, what]),
    'a stand-in declined': standIn.standInClosed(cover, true),
    'a stand-in is replaced': standIn.overForStandIn(cover, true),
    'somebody is back': standIn.overForAway(cover, false),
    'somebody is away': answerMessage(standIn.awayAnswer(cover, true)),
    'a reminder of several': batch.batchReminder({ ...asking, waiting: persons('waiting'), expiresAt: at }),
    'reported already': alreadyReportedMessage(what, at),
    'another address': linkWish({
      by: 'U0IVY',
      slackEmail: name,
      email: name,
      button: { label: asIs(name), action: 'form:open', value: id },
    }),
    'asked for an account': accountSuggestion('U0ADA'),
    problem: problemMessage({ says: md`${name}`, next: md`${name}`, reference: 'FD-234567' }),
    'problem, short': problemMessage({ says: md`${name}`, buttons: answer.buttons }),
  };
}

/** Every view that there is. */
function views(name: string, many: number) {
  const options = Array.from({ length: many }, (_, i) => ({ value: `v${i}`, label: asIs(name) }));
  const inputs = [
    {
      name: 'person',
      label: asIs(name),
      kind: 'person',
      hint: asIs(name),
      placeholder: asIs(name),
      initial: 'U0ADA',
    },
    { name: 'email', label: asIs(name), kind: 'email', initial: 'ada@example.com', optional: true },
    {
      name: 'text',
      label: asIs(name),
      kind: 'text',
      multiline: true,
      maxLength: 3000,
      initial: name.slice(0, 3000),
    },
    {
      name: 'people',
      label: asIs(name),
      kind: 'people',
      initial: 'U0ADA,U0BEN',
      section: asIs(name || 'Work'),
    },
    {
      name: 'end',
      label: asIs(name),
      kind: 'duration',
      options: [{ value: 'date', label: asIs(name) }],
      initial: 'date',
      day: '2026-12-24',
    },
    {
      name: 'zone',
      label: asIs(name),
      kind: 'time-zone',
      options: [{ value: 'UTC', label: asIs(name) }],
      initial: 'UTC',
    },
    ...(many > 0
      ? [{ name: 'choice', label: asIs(name), kind: 'choice', options, initial: 'v0' } as const]
      : []),
  ] as const;
  const words = { intro: md`${name}`, problem: md`${name}`, note: md`${name}` };
  const form = { command: 'change-email', title: asIs(name), submit: asIs(name), metadata: 'sealed', inputs };
  return {
    'an emergency': breakGlassForm(id, md`${name}`),
    form: formView({ ...form, ...words }),
    'form, bare': formView({
      ...form,
      inputs: inputs
        .map(({ name: n, label, kind }) => ({ name: n, label, kind }))
        .filter((one) => one.kind !== 'choice' && one.kind !== 'duration'),
    }),
    loading: loadingView('change-email', asIs(name)),
    note: noteView(asIs(name), md`${name}`),
    'another address': otherAddressForm(),
    deny: denyForm(id, md`${bold(name)} wants to change ${bold(name)}`),
  };
}

const home = (name: string, many: number) => {
  const actions = Array.from({ length: Math.min(many, 12) }, (_, i) => ({
    command: `a${i}`,
    label: asIs(name),
  }));
  const groups = Array.from({ length: Math.min(many, 7) }, () => ({
    title: asIs(name),
    words: asIs(name),
    actions: actions.length > 0 ? actions : [{ command: 'a', label: asIs(name) }],
  }));
  return homeView({
    slash: '/zoom',
    asOf: 1_700_000_000_000,
    prominent: actions,
    groups,
    account: many === 0 ? { says: md`${name}` } : { facts: [[text`Name`, md`${name}`]] },
    requests: {
      shown: Array.from({ length: Math.min(many, 10) }, (_, i) => ({
        id: `${id}${i}`,
        what: md`${name}`,
        state: md`Waiting, ${name}`,
        can: i % 2 === 0 ? ('withdraw' as const) : ('undo' as const),
      })),
      more: many,
    },
    decisions: {
      shown: Array.from({ length: Math.min(many, 10) }, (_, i) => ({
        id: `${id}${i}`,
        ask: md`${name}`,
        account: many === 1 ? null : md`${name}`,
        flags: [asIs(name)],
        changes: Array.from({ length: many }, () => ({ label: asIs(name), before: name, after: name })),
        reason: name,
        needed: 2,
        approvedBy: [decider('U0LINUS', 'U0ADA')],
        inPlaceOf: 'U0ADA',
        expiresAt: 1_700_000_000_000,
      })),
      more: many,
    },
    away: {
      own: many === 0 ? cover : null,
      standsInFor: many === 1 ? [] : [cover],
      mayName: many > 0,
    },
    admin: {
      away: Array.from({ length: many }, () => cover),
      seats: md`${name}`,
      report: actions[0] ?? null,
      changes: Array.from({ length: Math.min(many, 5) }, () => md`${name}`),
      prominent: actions,
      groups,
    },
  });
};

const problem = (name: string) => problemView(problemMessage({ says: md`${name}`, next: md`${name}` }));

describe.each(Object.entries(names))('with a name that is %s', (_, name) => {
  const amounts = [0, 1, 100];

  test('Slack accepts every message', () => {
    for (const many of amounts) {
      for (const [kind, content] of Object.entries(messages(name, many))) {
        const label = `${kind}, ${many} of everything`;
        expect.soft(invalidBlocks('message', content.blocks), label).toEqual([]);
        expect.soft(content.text, label).not.toBe('');
        expect.soft([...content.text].length, label).toBeLessThanOrEqual(3_000);
        expectEscaped(content, label);
        for (const value of valuesIn(content.blocks)) expect.soft(value, label).toBe(id);
      }
    }
  });

  test('Slack accepts every modal', () => {
    for (const many of amounts) {
      for (const [kind, view] of Object.entries(views(name, many))) {
        const label = `${kind}, ${many} of everything`;
        expect.soft(invalidBlocks('modal', view), label).toEqual([]);
        expectEscaped(view, label);
      }
    }
  });

  test('Slack accepts the Home tab', () => {
    for (const many of amounts) {
      const view = home(name, many);
      expect.soft(invalidBlocks('home', view), `${many}`).toEqual([]);
      expectEscaped(view, `${many}`);
      for (const value of valuesIn(view)) expect.soft(value).toMatch(/^(req_[\w-]+|command:\w+)$/);
      expect.soft(JSON.stringify(view.blocks.at(-1))).toContain('home:refresh');
      expect.soft(Buffer.byteLength(JSON.stringify(view))).toBeLessThan(250_000);
    }
    for (const blocks of [outsiderView(md`${name}`, md`${name}`).blocks, problem(name).blocks]) {
      expect.soft(invalidBlocks('home', { type: 'home', blocks })).toEqual([]);
    }
    expect.soft(invalidBlocks('modal', problem(name))).toEqual([]);
    for (const many of amounts) {
      const { answer } = messages(name, many);
      expect.soft(answer && invalidBlocks('modal', answerView(answer)), `${many}`).toEqual([]);
    }
  });
});

/** Nothing that was filled in is read as markup: neither in mrkdwn nor in the fallback text. */
function expectEscaped(content: unknown, label: string) {
  for (const text of mrkdwnIn(content)) {
    // The bot itself notifies everybody in an emergency, once and at the start.
    const said = text.replace(/^\*?:rotating_light: <!channel> /, '');
    const free = said.replace(
      /<@U0[A-Z0-9]+>|<!subteam\^S0[A-Z0-9]+>|<https:[^<>|]*\|[\w ]+>|<!date\^\d+\^[^<>|]*\|[^<>]*>|&(?:amp|lt|gt);/g,
      '',
    );
    expect.soft(free, label).not.toMatch(/[<&]/);
  }
}

function mrkdwnIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (typeof value !== 'object' || value === null) return [];
  const one = value as Record<string, unknown>;
  const plain = /^(plain_text|raw_text|raw_number)$/.test(String(one.type));
  const own = typeof one.text === 'string' && !plain ? [one.text] : [];
  return [...own, ...Object.values(one).flatMap(mrkdwnIn)];
}

function valuesIn(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  if (typeof value !== 'object' || value === null) return [];
  const one = value as Record<string, unknown>;
  const own = one.type === 'button' && one.value !== undefined ? [one.value] : [];
  return [...own, ...Object.values(one).flatMap(valuesIn)];
}

test('the buttons of a card carry the request’s id and nothing else', () => {
  const card = messages('Ada', 1)['the card, open'];
  expect(valuesIn(card?.blocks)).toEqual([id, id]);
});

test('a card that is decided has no buttons left', () => {
  expect(valuesIn(messages('Ada', 1)['the card, ended']?.blocks)).toEqual([]);
});

test('a confirm dialog keeps to Slack’s lengths and warns in red where the button is red', () => {
  const long = asIs('x'.repeat(400));
  const confirm = { title: long, text: long, yes: long, no: long };
  const button: Button = { label: long, action: 'a', style: 'danger', spoken: long, confirm };
  const { blocks } = message(md`x`, [section(md`x`, button)]);
  expect(invalidBlocks('message', blocks)).toEqual([]);
  expect(blocks).toMatchObject([{ accessory: { confirm: { style: 'danger' } } }]);
});

test('a long list is spread over sections without losing a line', () => {
  const items = Array.from({ length: 100 }, (_, i) => md`${i}: ${'<'.repeat(30)}`);
  const shown = JSON.stringify(list(items));
  for (let i = 0; i < 100; i++) expect(shown).toContain(`•  ${i}: &lt;`);
  expect(invalidBlocks('message', list(items))).toEqual([]);
  expect(shown).not.toContain('…');
});

test('a message is never longer than Slack’s fifty blocks', () => {
  const { blocks } = message(
    md`x`,
    Array.from({ length: 80 }, () => context(md`x`)),
  );
  expect(blocks).toHaveLength(50);
  expect(invalidBlocks('message', [header(asIs('x'.repeat(200))), ...blocks.slice(1)])).toEqual([]);
});

test('the fallback text tells title and lines apart, and leaves out what is empty', () => {
  const content = answerMessage({ title: md`Undone`, lines: [md``, mention('U0ADA')] });
  const { blocks } = content;
  expect(content.text).toBe('Undone\n<@U0ADA>');
  expect(blocks).toMatchObject([{ text: { text: '*Undone*\n<@U0ADA>' } }]);
});

test('no row of buttons has an action twice: a repeated button is left out, one with another value begins a row', () => {
  const rows = buttons([
    { label: text`Help`, action: 'command:help' },
    { label: text`Show help`, action: 'command:help' },
    { label: text`Withdraw`, action: 'request:cancel', value: 'req_1' },
    { label: text`Withdraw`, action: 'request:cancel', value: 'req_2' },
  ]);
  const ids = rows.map(({ elements }) => elements.map((one) => ('action_id' in one ? one.action_id : '')));
  expect(ids).toEqual([['command:help', 'request:cancel'], ['request:cancel']]);
});
