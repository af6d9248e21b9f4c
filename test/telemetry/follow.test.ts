import { expect, test } from 'vitest';
import { until } from '../journeys/support.ts';
import { openWorkplace, reply } from '../support/workplace.ts';
import { scrape } from './scrape.ts';

type Line = Readonly<Record<string, unknown>>;

test('the log has the id of the request in every line, from Zoom to the reference that the person sees', async () => {
  const place = await openWorkplace({ mode: 'socket' });
  try {
    const lines = (): Line[] => place.log.map((line) => JSON.parse(line) as Line);
    await place.as('ada').command('/zoom add-assistant @mia');
    await reply(place.as('ada'), /Mia/);
    const added = await until(() => lines().find((line) => line.zoom === 'addAssistants'));
    expect(added.request).toMatch(/^req_/);
    const others = lines().filter((line) => line.request === added.request && line.zoom);
    expect(others.map((line) => line.zoom)).toContain('getUser');

    place.zoom.tokens.scopes.delete('user:write:assistant:admin');
    await place.as('linus').command('/zoom add-assistant @mia');
    const shown = await reply(place.as('linus'), /Reference/);
    const [reference = 'none'] = /FD-\w{6}/.exec(JSON.stringify(shown)) ?? [];
    const told = lines().filter((line) => line.reference === reference);
    expect(told).toHaveLength(1);
    const refused = lines().find(
      (line) => line.zoom === 'addAssistants' && line.request === told[0]?.request,
    );
    expect(refused).toMatchObject({ status: 400 });
    expect(told[0]?.request).not.toBe(added.request);

    const metrics = await scrape(place);
    expect(metrics.of('frontdesk_acknowledgement_duration_seconds_count{kind="command"}')).toBe(2);
    expect(metrics.text).toMatch(/^frontdesk_build_info\{.*store="sqlite",mode="socket"/m);
  } finally {
    await place.close();
  }
});
