import { describe, expect, it } from 'vitest';
import { defaultPolicy, directMessage, posted, reply } from '../support/workplace.ts';
import { refusedCalls, until } from './support.ts';
import { useWorkplace } from './use-workplace.ts';

describe.each(['http', 'socket'] as const)('over %s', (mode) => {
  const day = useWorkplace({ mode, policy: `${defaultPolicy}commands: { token: self-service }\n` });
  const { as } = day;
  const SECRET = 'Violet-Harbour-73';

  it('what a channel and direct messages are told of passwords and tokens holds none, merged or not', async () => {
    day.provoke(/chat\.postMessage 429/);
    day.place.slack.faults.add({ method: 'chat.postMessage', times: 1, status: 429, retryAfter: 3 });
    await as('ada').command('/zoom add-assistant @mia');
    await reply(as('ada'), /can now schedule/);
    await until(() => refusedCalls(day.place).length === 1);
    // Every answer has to go the other way, into direct messages.
    day.place.slack.faults.add({ method: 'response_url', status: 500 });
    for (const handle of ['ada', 'mia', 'ben']) {
      await as(handle).command('/zoom set-password');
      await day.form(handle, 'set-password');
      await as(handle).submit('top', { password: SECRET, again: SECRET });
    }
    await as('ada').command('/zoom token');
    const news = await posted(as('linus'), 'zoom-ops', /changes in Zoom/);
    expect(JSON.stringify(news.blocks)).toMatch(/password/i);
    await directMessage(as('ada'), /Password changed/);
    await directMessage(as('ada'), /couldn’t show it to you in time/);
    for (const handle of ['ada', 'mia', 'ben', 'linus']) {
      const seen = JSON.stringify(as(handle).snapshot().channels);
      expect(seen).not.toContain(SECRET);
      expect(seen).not.toMatch(/ey[\w-]+\.[\w-]+\.[\w-]+/);
      expect(seen).not.toContain('/hooks/');
    }
  });
});
