import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkplace, reply, textOf, type Workplace } from '../support/workplace.ts';

describe('when Slack ends the Socket Mode connection', () => {
  let place: Workplace;
  const lost: unknown[] = [];
  const note = (reason: unknown) => void lost.push(reason);
  beforeAll(async () => {
    process.on('unhandledRejection', note);
    place = await openWorkplace({ mode: 'socket' });
  });
  afterAll(async () => {
    await place.close();
    process.off('unhandledRejection', note);
  });

  /** Types until Slack finds a connection again. */
  const whoamiAgain = async (handle: string) => {
    const person = place.as(handle);
    const end = Date.now() + 15_000;
    while (Date.now() < end) {
      const { ok } = await person.command('/zoom whoami');
      if (ok) return textOf(await reply(person, /This is your Zoom account/));
      await new Promise((done) => setTimeout(done, 250));
    }
    throw new Error('the bot did not come back');
  };

  it('what nobody listens to is answered before that, too', async () => {
    const user = { id: 'U0ADA', team_id: place.slack.teamId };
    const menu = { type: 'block_suggestion', action_id: 'x', block_id: 'b', value: 'a', user, team: null };
    const offered = await place.slack.deliver({ kind: 'interactive', payload: menu });
    expect(offered).toMatchObject({ ok: true, body: { options: [] } });
    const shortcut = { type: 'shortcut', callback_id: 'x', trigger_id: 's.1', user, team: null };
    expect(await place.slack.deliver({ kind: 'interactive', payload: shortcut })).toMatchObject({ ok: true });
  });

  it('for a refresh, the bot comes back and answers', async () => {
    place.slack.disconnectSockets('refresh_requested');
    expect(await whoamiAgain('ada')).toContain('ada@example.com');
  });

  it('by cutting the line, the bot comes back and answers', async () => {
    place.slack.disconnectSockets('cut');
    expect(await whoamiAgain('mia')).toContain('mia@example.com');
  });

  it('while it also refuses new ones, the bot keeps trying and lives', async () => {
    place.slack.faults.add({ method: 'apps.connections.open', status: 500, times: 2 });
    place.slack.disconnectSockets('cut');
    expect(await whoamiAgain('linus')).toContain('linus@example.com');
    expect(lost).toEqual([]);
  });
});
