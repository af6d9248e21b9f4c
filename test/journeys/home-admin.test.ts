import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../support/workplace.ts';
import { ask } from './approval-support.ts';
import { homeOf, homeSays, openHome } from './home-support.ts';
import { sendRequest } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

const day = useWorkplace({
  policy: `${defaultPolicy}commands:
  add-assistant: { access: approval, approvers: [U0LINUS] }
  change-email: { access: approval, needed: 2 }
`,
});
const { as } = day;
const home = { kind: 'home' } as const;

describe('an admin', () => {
  it('sees how many licences are free, and the number after somebody has got one', async () => {
    await openHome(day, 'grace', /17 of 20 licences are in use, 3 are free/);
    const card = await sendRequest(day.place, 'ben', '/zoom request-license A webinar');
    await as('linus').click(card, 'request:approve');
    await homeSays(day, 'grace', /18 of 20 licences are in use, 2 are free/);
  });

  it('sees the newest changes with names and a way to the log', async () => {
    await openHome(day, 'grace');
    await as('mia').command('/zoom settings waiting-room off');
    const seen = await homeSays(day, 'grace', /Newest changes.*My Zoom settings.*asked by <@U0MIA>/);
    expect(seen).toMatch(/\*My Zoom settings\* for Mia Chen &lt;mia@example.com&gt;.*Done <!date/);
    await as('grace').click(home, 'command:audit');
    await day.form('grace', 'audit');
  });

  it('reads that Zoom does not tell the number where the app may not ask', async () => {
    day.place.zoom.faults.add({ operation: 'getPlanUsage', times: 3, kind: 'status', status: 503, body: {} });
    await day.place.restart();
    await openHome(day, 'grace', /How many are free is unknown/);
    await homeSays(day, 'grace', /licences are in use/);
  });
});

it('nobody else sees any of it, also not an approver', async () => {
  for (const who of ['ada', 'linus']) {
    const seen = await openHome(day, who);
    expect(seen).not.toMatch(/For admins|Newest changes|are free|command:(create-user|audit|list-users)/);
  }
  expect(await openHome(day, 'linus')).toContain('Waiting for your decision');
  expect(homeOf(day, 'ada')).not.toContain('decision');
});

describe('where policy says who decides what', () => {
  it('the first of two approvers no longer has the buttons, the second sees who was first', async () => {
    await Promise.all([openHome(day, 'grace'), openHome(day, 'linus')]);
    await sendRequest(day.place, 'ada', ask);
    await homeSays(day, 'linus', /0 of 2 approvals/);
    await homeSays(day, 'grace', /request:approve/);
    await as('grace').click(home, 'request:approve');
    await homeSays(day, 'linus', /1 of 2 approvals \(<@U0GRACE>\)/);
    await homeSays(day, 'grace', /Nothing waits for you/);
    await as('linus').click(home, 'request:approve');
    await homeSays(day, 'grace', /Newest changes.*Change Zoom email.*asked by <@U0ADA>/);
  });

  it('only the approvers of this command see it', async () => {
    await Promise.all([openHome(day, 'grace'), openHome(day, 'linus')]);
    await sendRequest(day.place, 'mia', '/zoom add-assistant @ada', /wants to add/);
    await homeSays(day, 'linus', /wants to add/);
    await sendRequest(day.place, 'ada', ask, /wants to change/);
    expect(await homeSays(day, 'grace', /wants to change/)).not.toContain('wants to add');
  });

  it.each(['@linus', 'linus@example.com'])(
    'whoever could have their own account taken over, named as %s, does not see it',
    async (named) => {
      await Promise.all([openHome(day, 'grace'), openHome(day, 'linus'), openHome(day, 'mia')]);
      await day.place.restart(`${defaultPolicy.replace('[U0GRACE]\n', '[U0GRACE, U0MIA]\n')}`);
      await sendRequest(day.place, 'mia', `/zoom change-email linus.p@example.com for ${named}`);
      await homeSays(day, 'grace', /U0MIA.*request:approve/);
      expect(await openHome(day, 'linus')).not.toContain('request:approve');
    },
  );
});
