import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../sandbox/slack/desktop.ts';
import { defaultPolicy, directMessage, reply, textOf } from '../support/workplace.ts';
import { decisionsOn } from './approval-support.ts';
import {
  cardSays,
  changesIn,
  forgedClick,
  query,
  quiet,
  requestIdIn,
  sendRequest,
  until,
} from './support.ts';
import { useWorkplace } from './use-workplace.ts';

/** Ben's manager is Mia by his Slack profile, Ada's is Linus in Zoom, nobody else has one. */
const policy = `${defaultPolicy.replace('[example.com]', '[example.com], manager_field: Manager')}licences: { price: 365, currency: EUR }
commands:
  request-license:
    access: approval
    approvers: [manager]
    remind_after: 1h
    when:
      - { department: [Finance, Legal], approvers: [U0OWEN] }
      - { duration: over 30d, needed: 2, approvers: [manager, U0LINUS] }
      - { duration: over 20d, department: Blocked, access: approval }
  change-email: { access: approval, approvers: [manager] }
  add-assistant: { allow: [S0ADMINS] }
  sign-out: { allow: [U0MIA, S0ADMINS] }
  profile: { access: self-service, when: [{ department: Secret, access: "off" }] }
`;
const day = useWorkplace({
  policy,
  onSlack: ({ workspace }) => workspace.scopes.add('users.profile:read'),
});
const { as, user } = day;
const place = () => day.place;

const line = '/zoom request-license for 14 days a workshop';
const ask = (who = 'ben', text = line) => sendRequest(place(), who, text);
const managerInZoom = (who: string, manager: string) => Object.assign(user(who).profile, { manager });
/** A busy machine needs more time than people would. */
const sees = <T>(who: string, what: (seen: Snapshot) => T | undefined | null | false) =>
  as(who).waitFor(what, 15_000);
const reload = async (text: string) => {
  place().writePolicy(text);
  await place().bot.reloadRules();
};

describe('the manager is asked', () => {
  it('as their Slack profile names them: on the card, and by a direct message whose buttons decide it', async () => {
    const card = await ask();
    expect(textOf(card)).toContain('<@U0MIA>, please decide');
    expect(textOf(card)).toContain('<@U0MIA> is the manager of *Ben Okafor*.');
    const asked = await directMessage(
      as('mia'),
      /You’re asked to approve this, as the manager of Ben Okafor/,
    );
    await as('mia').openHome();
    await sees('mia', ({ home }) => /a Zoom licence for 14 days/.test(JSON.stringify(home)));
    await as('mia').click(asked, 'request:approve');
    await directMessage(as('ben'), /You have a Zoom licence/);
    expect(await decisionsOn(place(), card)).toEqual(['approve U0MIA']);
    await sees('mia', () => !JSON.stringify(as('mia').dms()).includes('request:approve'));
  });

  it('on their Home tab too, however many requests wait for others', async () => {
    const card = await ask();
    await query(
      place(),
      `INSERT INTO requests SELECT (jsonb_populate_record(r, jsonb_build_object('id', 'req_other' || i,
        'trigger_id', 'other' || i, 'progress_json', '{}', 'due_at', null, 'expires_at', r.expires_at - 1000))).*
        FROM requests r, generate_series(1, 600) i WHERE r.id = '${requestIdIn(card)}'`,
    );
    await as('mia').openHome();
    await sees('mia', ({ home }) => JSON.stringify(home).includes(requestIdIn(card)));
    await as('linus').openHome();
    await sees('linus', ({ home }) => /and many more\. They move up here/.test(JSON.stringify(home)));
  });

  it('as Zoom has them before Slack, and whoever stands beside no less', async () => {
    managerInZoom('ben', 'OWEN@example.com');
    const card = await ask('ben', '/zoom request-license for 60 days a long project');
    expect(textOf(card)).toContain('<@U0OWEN> <@U0LINUS>, please decide');
    const asked = await directMessage(as('owen'), /You’re asked to approve this/);
    await as('owen').click(asked, 'request:approve');
    await cardSays(place(), /1 of 2 approvals \(<@U0OWEN>\)/);
    await as('linus').click(card, 'request:approve');
    await directMessage(as('ben'), /You have a Zoom licence/);
  });

  it('once more after a while; nobody else may decide it meanwhile', async () => {
    const card = await ask();
    await directMessage(as('mia'), /You’re asked to approve this/);
    await forgedClick(place(), as('owen'), { action: 'request:approve', value: requestIdIn(card) });
    day.provoke(/^response_url expired_url$/);
    await directMessage(as('owen'), /not one of the approvers/);
    place().clock.advance(3_700_000);
    await directMessage(as('mia'), /Still waiting for a decision, <@U0MIA>/);
    expect(await decisionsOn(place(), card)).toEqual([]);
  });

  it('where they have left meanwhile, the others decide, and the reminder says so', async () => {
    const card = await ask();
    await directMessage(as('mia'), /You’re asked to approve this/);
    await quiet(place());
    Object.assign(place().slack.workspace.users.get('U0MIA') ?? {}, { kind: 'deactivated' });
    place().clock.advance(3_700_000);
    await cardSays(place(), /The manager who was asked has left, so the other approvers decide/);
    await as('linus').click(card, 'request:approve');
    await directMessage(as('ben'), /You have a Zoom licence/);
    expect(await decisionsOn(place(), card)).toEqual(['approve U0LINUS']);
  });

  it('who was asked decides, also when another one is the manager by then; today’s rules must still ask a manager', async () => {
    const card = await ask();
    managerInZoom('ben', 'owen@example.com');
    const asked = await directMessage(as('mia'), /You’re asked to approve this/);
    await reload(policy.replace('approvers: [manager]\n    remind', 'approvers: [U0LINUS]\n    remind'));
    await as('mia').click(asked, 'request:approve');
    await sees('mia', () =>
      /not one of the approvers/.test(JSON.stringify([as('mia').dms(), as('mia').ephemerals()])),
    );
    await reload(policy);
    await as('mia').click(asked, 'request:approve');
    await directMessage(as('ben'), /You have a Zoom licence/);
    expect(await decisionsOn(place(), card)).toEqual(['approve U0MIA']);
  });
});

it('who is asked as a manager names a stand-in, who decides in their place: what waits, and what comes meanwhile', async () => {
  await as('mia').command('/zoom away for 2 days @linus');
  await reply(as('mia'), /A manager can name a stand-in as soon as they’re asked/);
  // The stand-in is named before the bot knows where the card is.
  const slow = { method: 'chat.postMessage', channel: 'C0APPROVALS', delayMs: 3_000, tookEffect: true };
  place().slack.faults.add({ ...slow, times: 1 });
  const card = await ask();
  await directMessage(as('mia'), /You’re asked to approve this/);
  await as('mia').command('/zoom away for 2 days @ada');
  await reply(as('mia'), /<@U0ADA> can’t stand in for you/);
  await as('mia').command('/zoom away for 2 days @linus');
  await reply(as('mia'), /<@U0LINUS> stands in for you/);
  const named = await directMessage(as('linus'), /<@U0MIA> is away, and named you as stand-in/);
  expect(textOf(named)).toContain('a Zoom licence for 14 days');
  const shown = textOf(await cardSays(place(), /<@U0LINUS> stands in for \*Mia Chen\*/));
  expect(shown).toContain('<@U0LINUS>, please decide');
  expect(shown).toContain('<@U0MIA> is the manager of *Ben Okafor*.');
  await as('linus').openHome();
  await sees('linus', ({ home }) => /You decide for <@U0MIA>/.test(JSON.stringify(home)));
  await as('linus').click(card, 'request:approve');
  await directMessage(as('ben'), /You have a Zoom licence/);
  await cardSays(place(), /Approved by <@U0LINUS> for <@U0MIA>/);

  const next = await ask('ben', '/zoom change-email ben.o@example.com');
  const words = /You’re asked to approve this in place of <@U0MIA>, the manager of Ben Okafor/;
  await as('linus').click(await directMessage(as('linus'), words), 'request:approve');
  await directMessage(as('ben'), /Email changed/);
  expect(await decisionsOn(place(), next)).toEqual(['approve U0LINUS']);
  expect(JSON.stringify(as('mia').dms())).not.toContain('ben.o@example.com');
});

it('of several people at once, each manager is asked about their own, on one card', async () => {
  const more = 'commands:\n  deactivate: { access: admin, approvers: [manager] }\n';
  await reload(policy.replace('commands:\n', more).replace('field: Manager', 'field: Xf0MANAGER'));
  // Zoom may name a manager by the id of their account.
  managerInZoom('ada', day.idOf('linus'));
  await as('grace').command('/zoom deactivate @ada @ben @mia');
  const question = await reply(as('grace'), /Deactivate 3 Zoom accounts\?/);
  expect(textOf(question)).toMatch(/<@U0LINUS> or <@U0MIA> can approve/);
  await as('grace').click(question, 'confirm:run');
  const card = await cardSays(place(), /deactivate 3 Zoom accounts[\s\S]*no manager to ask/);
  const said = textOf(card);
  expect(said).toMatch(/Ada Lovelace \(ada@example\.com\)\* – manager <@U0LINUS>/);
  expect(said).toMatch(/Ben Okafor \(ben@example\.com\)\* – manager <@U0MIA>/);
  expect(said).toMatch(/Mia Chen \(mia@example\.com\)\* – no manager to ask/);
  expect(said).toContain('<@U0LINUS> <@U0MIA>, please decide');
  const asked = await directMessage(as('mia'), /as the manager of Ben Okafor/);
  // Whoever may deny some of them is asked why for those.
  await as('linus').click(card, 'request:deny');
  const form = await sees('linus', ({ views }) => views.find((one) => one.view.callback_id === 'deny'));
  expect(JSON.stringify(form.view.blocks)).toMatch(/^(?!.*Ben Okafor).*Ada Lovelace/);
  await as('linus').close();
  await as('mia').click(asked, 'request:approve');
  await until(() => changesIn(place()).length === 1);
  await as('linus').click(card, 'request:approve');
  const all = ['ada', 'ben', 'mia'].map((one) => `updateStatus ${day.idOf(one)}`);
  await until(() => all.every((one) => changesIn(place()).includes(one)));
  await reload(policy);
});

it('where no manager can be asked, the approvers of all rules are, and the card says why', async () => {
  const cases: readonly (readonly [manager: string, who: string, text: string, why: RegExp])[] = [
    // Whoever writes the field writes no line of their own into the card, and no long one.
    [
      `<!channel>\n*Approved* ${'x'.repeat(2_000)}`,
      'ben',
      line,
      /manager of \*Ben Okafor\* \(&lt;!channel&gt; ∗Approved∗ x{100,240}…\) isn’t/,
    ],
    ['dee@example.com', 'ben', line, /manager of \*Ben Okafor\* \(dee@example\.com\) isn’t an active member/],
    [
      'grace@example.com',
      'grace',
      `${line.replace(' a workshop', '')} for @ben`,
      /is <@U0GRACE>, who asked for it/,
    ],
    ['', 'ben', line, /\*Ben Okafor\* has no manager in Zoom or in Slack/],
  ];
  Object.assign(place().slack.workspace.users.get('U0BEN') ?? {}, { fields: {} });
  for (const [manager, who, text, why] of cases) {
    managerInZoom('ben', manager);
    const card = await ask(who, text);
    expect.soft(textOf(card), manager).toMatch(why);
    expect
      .soft(textOf(card), manager)
      .toMatch(who === 'grace' ? /<@U0LINUS>, please/ : /<@U0GRACE> <@U0LINUS>, please/);
    await as('linus').click(card, 'request:deny');
    await as('linus').submit('top', { reason: 'not now' });
    await cardSays(place(), /not now/);
  }
});

describe('a list of people for a command', () => {
  it('others don’t see it, and read whom to ask when they type it; those on it use it', async () => {
    await as('ada').command('/zoom add-assistant @mia');
    const refused = textOf(await reply(as('ada'), /`add-assistant` is only for/));
    expect(refused).toContain('`add-assistant` is only for <!subteam^S0ADMINS> here.');
    expect(refused).toContain('If you need it, ask <@U0GRACE>.');
    await as('ada').command('/zoom add-assistant');
    await sees('ada', ({ views }) => /is only for <!subteam\^S0ADMINS> here/.test(JSON.stringify(views)));
    await as('ada').command('/zoom help');
    await reply(as('ada'), /status/);
    await as('ada').openHome();
    await sees('ada', ({ home }) => home);
    expect(JSON.stringify([as('ada').ephemerals(), as('ada').home()])).not.toMatch(/command:add-assistant/);
    await as('grace').openHome();
    await sees('grace', ({ home }) => JSON.stringify(home).includes('add-assistant'));
    await as('grace').command('/zoom add-assistant @owen');
    await until(() => changesIn(place()).some((one) => one.startsWith('addAssistants')));
  });

  it('is read again when somebody confirms', async () => {
    Object.assign(user('linus'), { login: 'sso', signedIn: true });
    await as('linus').command('/zoom sign-out');
    const preview = await sees('linus', () =>
      as('linus')
        .ephemerals()
        .find((one) => /confirm:run/.test(JSON.stringify(one.blocks))),
    );
    Object.assign(place().slack.workspace.userGroups.get('S0ADMINS') ?? {}, { users: ['U0GRACE'] });
    await as('linus').click(preview, 'confirm:run');
    await sees('linus', () => /`sign-out` is only for/.test(JSON.stringify(as('linus').ephemerals())));
    expect(changesIn(place())).toEqual([]);
  });
});

describe('a condition', () => {
  it('the first that holds applies, with the department as it was when it was asked', async () => {
    Object.assign(user('ben'), { dept: 'legal' });
    const card = await ask('ben', '/zoom request-license for 60 days a long project');
    expect(textOf(card)).toContain('<@U0OWEN>, please decide');
    expect(textOf(card)).not.toContain('manager');
    Object.assign(user('ben'), { dept: 'Sales' });
    await forgedClick(place(), as('owen'), { action: 'request:approve', value: requestIdIn(card) });
    await directMessage(as('ben'), /You have a Zoom licence/);
  });

  it('can rule a command out', async () => {
    Object.assign(user('ada'), { dept: 'Secret' });
    await as('ada').command('/zoom profile display-name Ada K');
    expect(textOf(await reply(as('ada'), /not like this/))).toContain('ask <@U0GRACE>');
    expect(changesIn(place())).toEqual([]);
  });
});
