import { expect, it } from 'vitest';
import type { Message } from '../../sandbox/slack/desktop.ts';
import type { Fault } from '../../sandbox/zoom/faults.ts';
import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { reply, textOf } from '../support/workplace.ts';
import { buttonsIn, query } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

/** What a real account has answered, and what the person reads who has asked for it. */
interface Row {
  readonly zoomSays: string;
  readonly who: 'ada' | 'ben' | 'grace' | 'noor';
  readonly line: string;
  /** Brings Zoom to answer so. */
  readonly when: (zoom: ZoomSandbox) => void;
  readonly reads: RegExp;
  /** They confirm what is asked first. */
  readonly does?: true;
  /** What may not be read. */
  readonly never?: RegExp;
}

const day = useWorkplace();

/** Of a personal room, as it stands in its link. */
const PASSCODE = 'c2VjcmV0LXJvb20';

/** After this time no limit per minute remembers the row before. */
const REST_MS = 61_000;

const answering = (operation: string, body: unknown, more: Partial<Fault> = {}) => {
  return (zoom: ZoomSandbox) =>
    zoom.faults.add({ operation, times: 9, kind: 'status', status: 200, body, ...more });
};
const refusing = (operation: string, status: number, body: unknown, headers: Record<string, string> = {}) =>
  answering(operation, body, { status, headers });
const withoutToken = (then: Row['when']) => (zoom: ZoomSandbox) => {
  zoom.tokens.expireAll();
  then(zoom);
};
const plans = (answer: object) => answering('getPlanUsage', answer);

/** Ada as Zoom answers her, with something else in it. */
const ada = (more: object) => (zoom: ZoomSandbox) => {
  const found = zoom.account.users.find(({ email }) => email === 'ada@example.com');
  const user = { id: found?.id, email: 'ada@example.com', first_name: 'Ada', last_name: 'Lovelace' };
  const { status, type } = { status: 'active', type: 2 };
  answering('getUser', { ...user, display_name: 'Ada Lovelace', type, status, ...more })(zoom);
};

const seats = (hosts: number, usage: number) => ({ type: 'some_biz_yearly', hosts, usage, pending: 0 });
const give = { who: 'grace', line: 'set-license @ben licensed' } as const;
const look = { who: 'ada', line: 'whoami' } as const;
const list = { who: 'grace', line: 'list-users' } as const;

const missingScope = (code: number, text: string) =>
  refusing('getUser', 400, `{"code":${code},"message":"${text}"}`);
const daily =
  'You have exceeded the daily rate limit (3) of Get user requests. You may resume these requests at GMT 00:00:00.';
const bundle =
  "You can't turn off your Zoom One license now because you are having Zoom One as your basic plan type.";
const forbidden = 'Only available for paid account.';

const rows: readonly Row[] = [
  // How many licences there are.
  {
    zoomSays: 'plan_united is one object: 72 of 100',
    ...give,
    when: plans({ plan_united: seats(100, 72) }),
    reads: /Free licences: \*28\* → \*27\*/,
  },
  {
    zoomSays: 'plan_united is a list: 12 of 40, 60 of 60',
    ...give,
    when: plans({ plan_united: [seats(40, 12), seats(60, 60)] }),
    reads: /Free licences: \*28\* → \*27\*/,
  },
  {
    zoomSays: 'plan_base 1 of 1, plan_zoom_one 72 of 100',
    ...give,
    when: plans({ plan_base: seats(1, 1), plan_zoom_one: seats(100, 72) }),
    reads: /Free licences: \*28\* → \*27\*/,
    never: /No licence is free/,
  },
  {
    zoomSays: 'plan_base is a list',
    ...give,
    when: plans({ plan_base: [seats(10, 4)] }),
    reads: /Free licences: \*6\* → \*5\*/,
  },
  {
    zoomSays: 'plan_zoom_one_premier, numbers as text',
    ...give,
    when: plans({ plan_zoom_one_premier: { hosts: '30', usage: '28' } }),
    reads: /Free licences: \*2\* → \*1\*/,
  },
  {
    zoomSays: 'plan_zoom_one_edu_…: 9 of 9',
    ...give,
    when: plans({ plan_zoom_one_edu_school_campus_plus: seats(9, 9) }),
    reads: /No licence is free right now/,
    never: /Free licences/,
  },
  {
    zoomSays: 'plans without numbers, nothing configured',
    ...give,
    when: plans({ plan_united: { type: 'united' } }),
    reads: /Give Ben Okafor a Zoom licence/,
    never: /can’t read|Free licences/,
  },
  {
    zoomSays: 'a page in place of the plans',
    ...give,
    when: answering('getPlanUsage', '<html>'),
    reads: /Give Ben Okafor a Zoom licence/,
    never: /can’t read/,
  },
  {
    zoomSays: 'plans for master accounts only (403)',
    ...give,
    when: refusing('getPlanUsage', 403, { code: 403, message: forbidden }),
    reads: /Give Ben Okafor a Zoom licence/,
  },
  {
    zoomSays: 'plans: daily limit',
    ...give,
    when: refusing('getPlanUsage', 429, {
      code: 429,
      message: 'You have reached the maximum daily rate limit for this API.',
    }),
    reads: /Give Ben Okafor a Zoom licence/,
  },
  {
    zoomSays: 'no readable plan',
    who: 'grace',
    line: 'create-user ivy@example.com Ivy Tan licensed',
    when: answering('getPlanUsage', []),
    reads: /Ivy Tan \(ivy@example\.com\), invited/,
  },

  // A person.
  {
    zoomSays: 'a pending user without an email',
    who: 'noor',
    line: 'whoami',
    when: (zoom) => {
      zoom.account.sparse = true;
    },
    reads: /noor@example\.com[\s\S]*invitation/i,
  },
  {
    zoomSays: 'type, pmi and flags as text, manager {}',
    ...look,
    when: ada({
      type: '2',
      pmi: '4155550100',
      use_pmi: 'true',
      manager: {},
      login_types: [null],
      role_id: 'RbWc7rZ9mTkm',
    }),
    reads: /This is your Zoom account[\s\S]*Licensed/,
  },
  {
    zoomSays: 'empty texts, pmi 0, null',
    ...look,
    when: ada({ dept: '', timezone: '', phone_number: '', pmi: 0, language: null }),
    reads: /This is your Zoom account/,
  },
  {
    zoomSays: 'vanity_url with ?pwd=',
    who: 'ada',
    line: 'profile link-name ada.king',
    when: ada({ vanity_url: `https://example.zoom.us/my/ada.lovelace?pwd=${PASSCODE}` }),
    reads: /ada\.lovelace[\s\S]*ada\.king/,
    never: /pwd|c2VjcmV0LXJvb20/,
  },
  {
    zoomSays: 'an active user without an email',
    ...look,
    when: ada({ email: '' }),
    reads: /an answer that I can’t read/,
  },

  // Lists.
  {
    zoomSays: 'a list with one odd row, total "3"',
    ...list,
    when: answering('listUsers', {
      users: [{ id: 'a', email: 'a@example.com', type: 2 }, { id: 'b' }, { type: 1 }],
      total_records: '3',
    }),
    reads: /3 people are active[\s\S]*a@example\.com[\s\S]*1 more on this page can’t be read/,
  },
  {
    zoomSays: 'assistants: {}',
    who: 'ada',
    line: 'assistants',
    when: answering('listAssistants', {}),
    reads: /Nobody schedules|no assistants|nobody/i,
  },
  {
    zoomSays: 'schedulers: null',
    who: 'ada',
    line: 'schedulers',
    when: answering('listSchedulers', { schedulers: null }),
    reads: /nobody|anyone/i,
  },
  {
    zoomSays: 'permissions: null',
    who: 'ada',
    line: 'permissions',
    when: answering('getPermissions', { permissions: null }),
    reads: /You have no admin rights in Zoom/,
  },

  // Refusals.
  {
    zoomSays: '429: daily rate limit (3) of …',
    ...look,
    when: refusing('getUser', 429, { code: 429, message: daily }),
    reads: /no more of these requests from us today/,
    never: /few seconds/,
  },
  {
    zoomSays: '429, header X-RateLimit-Type: Daily-limit',
    ...look,
    when: refusing(
      'getUser',
      429,
      { code: 429, message: 'Too many requests.' },
      { 'X-RateLimit-Type': 'Daily-limit' },
    ),
    reads: /no more of these requests from us today/,
  },
  {
    zoomSays: '104, quotes not escaped',
    who: 'grace',
    line: 'whoami',
    when: missingScope(104, 'Invalid access token, does not contain scopes:["user:read:user:admin"]'),
    reads: /missing: user:read:user:admin/,
  },
  {
    zoomSays: '200 Invalid api key or secret.',
    ...look,
    when: refusing('getUser', 400, { code: 200, message: 'Invalid api key or secret.' }),
    reads: /doesn’t accept my sign-in details/,
    never: /role/,
  },
  {
    zoomSays: '200 Account does not enabled REST API.',
    ...look,
    when: refusing('getUser', 400, { code: 200, message: 'Account does not enabled REST API.' }),
    reads: /Zoom doesn’t let me in/,
    never: /role/,
  },
  {
    zoomSays: '403 Only available for paid account.',
    ...look,
    when: refusing('getUser', 403, { message: forbidden }),
    reads: /Zoom does this for paid accounts only/,
  },
  {
    zoomSays: '502 with code 1001',
    ...look,
    when: refusing('getUser', 502, { code: 1001, message: 'User does not exist: x.' }),
    reads: /Zoom is having trouble/,
    never: /no Zoom account/,
  },
  {
    zoomSays: '404, code 2300',
    ...look,
    when: refusing('getUser', 404, { code: 2300, message: 'This API endpoint is not recognized.' }),
    reads: /Zoom doesn’t know what I asked for/,
  },
  {
    zoomSays: 'older words for an old page',
    ...list,
    when: refusing('listUsers', 400, {
      code: 300,
      message: 'The next page token is either invalid or has expired.',
    }),
    reads: /This list is too old/,
  },
  {
    zoomSays: '300 on a bundle',
    who: 'ada',
    line: 'return-license',
    does: true,
    when: refusing('updateUser', 400, { code: 300, message: bundle }),
    reads: /base of our Zoom plan/,
  },
  {
    zoomSays: '2039 on a bundle',
    who: 'ada',
    line: 'return-license',
    does: true,
    when: refusing('updateUser', 400, {
      code: 2039,
      message: bundle.replaceAll('Zoom One', 'Zoom Workplace'),
    }),
    reads: /base of our Zoom plan/,
  },
  {
    zoomSays: 'token: invalid_grant',
    ...look,
    when: withoutToken(
      refusing('token', 400, { reason: 'Invalid authorization code', error: 'invalid_grant' }),
    ),
    reads: /doesn’t accept my sign-in details/,
  },
  {
    zoomSays: 'token: errorCode 4702',
    ...look,
    when: withoutToken(
      refusing('token', 401, { status: false, errorCode: 4702, errorMessage: 'Invalid client.' }),
    ),
    reads: /doesn’t accept my sign-in details/,
  },
];

const messagesOf = (who: string): Message[] => [...day.as(who).ephemerals(), ...day.as(who).dms()];

const isQuestion = ({ blocks }: Message) =>
  buttonsIn(blocks).some(({ action_id: id }) => id === 'confirm:cancel');

/** Types the line; the question before a change, or the answer. */
async function ask({ who, line, when, does }: Row): Promise<string> {
  const { slack, zoom, clock } = day.place;
  slack.reset();
  zoom.faults.clear();
  // Zoom's tokens stay valid: an expired one would be the first thing to be told.
  zoom.account.sparse = false;
  clock.advance(REST_MS);
  when(zoom);
  await day.as(who).command(`/zoom ${line}`);
  const first = await day.as(who).waitFor(() => messagesOf(who)[0], 15_000);
  if (does) {
    await day.as(who).click(first, 'confirm:run');
    return textOf(await day.as(who).waitFor(() => messagesOf(who).find((one) => !isQuestion(one)), 15_000));
  }
  if (isQuestion(first)) {
    await day.as(who).click(first, 'confirm:cancel');
    await reply(day.as(who), /Nothing was changed/);
  }
  return textOf(first);
}

it('what real accounts have answered is read, and told in words that fit', async () => {
  for (const row of rows) {
    const words = await ask(row).catch((error: Error) => error.message);
    expect.soft(words, row.zoomSays).toMatch(row.reads);
    if (row.never) expect.soft(words, row.zoomSays).not.toMatch(row.never);
  }
  // The passcode of the personal link: not in what undo would restore, nor in the audit log or any other.
  const [row] = await query(
    day.place,
    `SELECT (SELECT count(*) FROM requests WHERE requests::text LIKE '%${PASSCODE}%')
          + (SELECT count(*) FROM audit WHERE audit::text LIKE '%${PASSCODE}%') AS n`,
  );
  expect(Number(row?.n)).toBe(0);
  expect(day.place.log.join()).not.toContain(PASSCODE);
}, 300_000);
