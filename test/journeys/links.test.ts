import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { person } from '../../sandbox/people.ts';
import { defaultPolicy, directMessage, posted, reply, textOf } from '../support/workplace.ts';
import { adminPlace } from './admin-support.ts';
import { buttonsIn, cardsIn, changesIn, query, requestIdIn } from './support.ts';

/** Grace is named as one who needs no second person. */
const graceAlone = `${defaultPolicy}commands:
  link: { access: admin, alone: [U0GRACE] }
  unlink: { access: admin, alone: [U0GRACE] }
`;
const { place, as, form } = adminPlace({ policy: graceAlone });

const links = () => query(place(), 'SELECT slack_user_id, zoom_user_id, linked_by FROM links');

async function confirmed(line: string) {
  await as('grace').command(line);
  const question = await reply(as('grace'), /\?[\s\S]*Cancel/);
  await as('grace').click(question, 'confirm:run');
  return question;
}

describe('linking', () => {
  it('gives somebody whom Zoom knows by another address their account, at once', async () => {
    await as('ivy').command('/zoom whoami');
    await reply(as('ivy'), /We couldn’t find a Zoom account for \*ivy@example.com\*/);
    const question = await confirmed('/zoom link @ivy rosa@example.com');
    expect(textOf(question)).toContain('Link Ivy Tan (<@U0IVY>) to the Zoom account rosa@example.com');
    expect(textOf(question)).toMatch(/Zoom account: \*none\* → \*Rosa Diaz \(rosa@example.com\)\*/);
    await reply(as('grace'), /Ivy Tan is linked to rosa@example.com/);
    await as('ivy').command('/zoom whoami');
    expect(textOf(await reply(as('ivy'), /This is your Zoom account/))).toMatch(
      /rosa@example.com[\s\S]*An admin linked the account to you/,
    );
    await as('grace').command('/zoom whoami for @ivy');
    await reply(as('grace'), /An admin linked the account to them/);
    await posted(as('linus'), 'zoom-ops', /Link \*Ivy Tan\*/);
    expect(changesIn(place())).toEqual([]);
  });

  it('is undone by the admin who may link alone', async () => {
    await confirmed('/zoom link @ivy rosa@example.com');
    await as('grace').click(
      await reply(as('grace'), /Ivy Tan is linked to rosa@example.com/),
      'request:undo',
    );
    await reply(as('grace'), /Undone/);
    expect(await links()).toEqual([]);
  });

  it('by form, over an earlier link: it says first that this cannot be undone', async () => {
    await confirmed('/zoom link @ivy rosa@example.com');
    await reply(as('grace'), /Ivy Tan is linked to rosa/);
    await as('grace').command('/zoom link');
    await form('grace', 'link');
    await as('grace').submit('top', { person: person('ivy').slackId, email: 'tom@example.com' });
    const question = await as('grace').waitFor(() =>
      as('grace')
        .ephemerals()
        .find((one) => /tom@example.com/.test(textOf(one)) && /\?[\s\S]*Cancel/.test(textOf(one))),
    );
    expect(textOf(question)).toMatch(/\*rosa@example.com, by a link\* → \*Tom Brandt/);
    await as('grace').click(question, 'confirm:run');
    expect(textOf(question)).toContain('This can’t be undone');
    const done = await reply(as('grace'), /Ivy Tan is linked to tom@example.com/);
    expect(buttonsIn(done.blocks).map((one) => one.action_id)).not.toContain('request:undo');
  });

  it('the same again is refused, with who linked it', async () => {
    await confirmed('/zoom link @ivy rosa@example.com');
    await reply(as('grace'), /Ivy Tan is linked/);
    await as('grace').command('/zoom link @ivy rosa@example.com');
    await reply(as('grace'), /is already linked to \*rosa@example.com\*, by <@U0GRACE>/);
  });

  it.each([
    ['@gus rosa@example.com', /guest/],
    ['@gina rosa@example.com', /guest/],
    ['@eve rosa@example.com', /another organisation/],
    ['@hal rosa@example.com', /bot/],
    ['U0DEE rosa@example.com', /deactivated/],
    ['@ivy nobody@example.com', /find a Zoom account for \*nobody@example.com\*/],
    ['@ivy zoe@elsewhere.example', /find a Zoom account/],
    ['@grace rosa@example.com', /You can’t link yourself/],
  ])('%s is refused in words', async (line, words) => {
    await as('grace').command(`/zoom link ${line}`);
    await reply(as('grace'), words);
    expect(await links()).toEqual([]);
  });

  it('takes a person of Slack, not an address, and says so in the form', async () => {
    await as('grace').command('/zoom link ivy@example.com rosa@example.com');
    const shown = await form('grace', 'link');
    expect(JSON.stringify(shown.view)).toContain('Who is “ivy@example.com” in Slack?');
  });

  it('needs another’s approval by default, and not that of the linked person', async () => {
    await place().restart(defaultPolicy.replace('[U0GRACE, U0LINUS]', '[U0GRACE, U0LINUS, U0IVY]'));
    await as('grace').command('/zoom link @ivy rosa@example.com');
    const preview = await reply(as('grace'), /Send request/);
    expect(textOf(preview)).toContain('<@U0LINUS> can approve this');
    await as('grace').click(preview, 'confirm:run');
    await as('linus').click(
      await posted(as('linus'), 'zoom-approvals', /wants to|would like/),
      'request:approve',
    );
    await directMessage(as('grace'), /Ivy Tan is linked/);
    await place().restart();
  });
});

describe('linking and unlinking without an exception in the policy', () => {
  beforeEach(() => place().restart(defaultPolicy));
  afterAll(() => place().restart());

  const cards = () => cardsIn(place());

  it('Grace alone links nobody: not by confirming, not by approving her own request', async () => {
    await as('grace').command('/zoom link @ben mia@example.com');
    const preview = await reply(as('grace'), /Send request/);
    expect(textOf(preview)).toContain('<@U0LINUS> can approve this');
    await as('grace').click(preview, 'confirm:run');
    const card = await posted(as('grace'), 'zoom-approvals', /link \*Ben Okafor\*/);
    await as('grace').click(card, 'request:approve');
    await as('grace').waitFor(() =>
      as('grace')
        .ephemerals()
        .find((one) => /your own request/i.test(textOf(one))),
    );
    expect(await links()).toEqual([]);
    await as('ben').command('/zoom whoami');
    expect(textOf(await reply(as('ben'), /This is your Zoom account/))).toContain('ben@example.com');
  });

  it('Grace alone unlinks nobody either, and the person who was linked does not decide it', async () => {
    await query(place(), 'INSERT INTO links VALUES ($1, $2, $3, $4, 0)', [
      place().slack.teamId,
      person('linus').slackId,
      person('mia').zoom?.id,
      'U0OWEN',
    ]);
    await place().restart(defaultPolicy.replace('[U0GRACE, U0LINUS]', '[U0GRACE, U0LINUS, U0MIA]'));
    await as('grace').command('/zoom unlink @linus');
    const preview = await reply(as('grace'), /Send request/);
    expect(textOf(preview)).toContain('<@U0MIA> can approve this');
    await as('grace').click(preview, 'confirm:run');
    await posted(as('linus'), 'zoom-approvals', /unlink <@U0LINUS>/);
    expect(await links()).toHaveLength(1);
    await as('grace').command('/zoom my-requests');
    await reply(as('grace'), /1 waiting for approval/);
  });

  it('the exception is taken from the policy after she confirmed the preview: it is not done', async () => {
    await place().restart(graceAlone);
    await as('grace').command('/zoom link @ben mia@example.com');
    const question = await reply(as('grace'), /\?[\s\S]*Cancel/);
    expect(requestIdIn(question)).toMatch(/^req_/);
    await place().restart(defaultPolicy);
    await as('grace').click(question, 'confirm:run');
    await as('grace').waitFor(() =>
      [...as('grace').ephemerals(), ...as('grace').dms()].find((one) =>
        /approval no longer counts/.test(textOf(one)),
      ),
    );
    expect(await links()).toEqual([]);
    expect(cards()).toEqual([]);
  });
});

describe('unlinking', () => {
  it('says which account the person has afterwards, and that it cannot be undone', async () => {
    await confirmed('/zoom link @ben rosa@example.com');
    await reply(as('grace'), /Ben Okafor is linked to rosa/);
    await as('grace').command('/zoom unlink');
    await form('grace', 'unlink');
    await as('grace').submit('top', { person: person('ben').slackId });
    const question = await as('grace').waitFor(() =>
      as('grace')
        .ephemerals()
        .find((one) => /Unlink/.test(textOf(one)) && /\?[\s\S]*Cancel/.test(textOf(one))),
    );
    expect(textOf(question)).toMatch(
      /\*rosa@example.com, by a link\* → \*ben@example.com, by the address in Slack\*/,
    );
    expect(textOf(question)).toContain('which <@U0GRACE> linked <!date');
    await as('grace').click(question, 'confirm:run');
    const done = await reply(as('grace'), /now has this Zoom account: ben@example.com/);
    expect(await links()).toEqual([]);
    expect(textOf(question)).toContain('This can’t be undone');
    expect(buttonsIn(done.blocks).map((one) => one.action_id)).not.toContain('request:undo');
  });

  it('says when nobody is left, and refuses what is not linked', async () => {
    await as('grace').command('/zoom unlink @ivy');
    await reply(as('grace'), /<@U0IVY> isn’t linked to a Zoom account/);
    await query(place(), `INSERT INTO links VALUES ($1, 'U0IVY', 'GoneFromZoom0000000000', 'U0GRACE', 0)`, [
      place().slack.teamId,
    ]);
    const question = await confirmed('/zoom unlink @ivy');
    expect(textOf(question)).toMatch(/\*an account that is gone, by a link\* → \*none\*/);
    await reply(as('grace'), /I no longer know a Zoom account for/);
    expect(await links()).toEqual([]);
  });
});
