import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directMessage, openWorkplace, posted, reply, textOf, type Workplace } from '../support/workplace.ts';

describe('the audit log', () => {
  let place: Workplace;
  beforeAll(async () => {
    place = await openWorkplace();
  });
  afterAll(() => place.close());

  it('shows Grace who asked, who allowed it, and what changed', async () => {
    const [ada, grace] = [place.as('ada'), place.as('grace')];
    await ada.command('/zoom change-email ada.king@example.com I got <!channel> married');
    await ada.click(await reply(ada, /Send request/), 'confirm:run');
    await grace.click(await posted(grace, 'zoom-approvals', /wants to|would like/), 'request:approve');
    await directMessage(ada, /Email changed/);

    await grace.command('/zoom audit');
    const log = textOf(await reply(grace, /Audit log/));
    expect(log).toMatch(/Done in Zoom\* by <@U0ADA> {2}· {2}`change-email`/);
    expect(log).toMatch(/Approved\* by <@U0GRACE>/);
    expect(log).toMatch(/Sent for approval\* by <@U0ADA>/);
    expect(log).toContain(
      'Ada Lovelace &lt;ada@example.com&gt;: Zoom email: *ada@example.com* → *ada.king@example.com*',
    );
    expect(log).toContain('> I got &lt;!channel&gt; married');
    expect(log.indexOf('Done in Zoom')).toBeLessThan(log.indexOf('Sent for approval'));
  });

  it('is filtered by what happened, by whom and by command', async () => {
    const grace = place.as('grace');
    await grace.command('/zoom audit approved @grace change-email');
    const log = textOf(
      await grace.waitFor(() =>
        grace.ephemerals().find((one) => /Audit log/.test(textOf(one)) && !/Done in Zoom/.test(textOf(one))),
      ),
    );
    expect(log.match(/\* by /g)).toHaveLength(1);
    await grace.command('/zoom audit denied');
    await reply(grace, /Nothing found in the audit log/);
  });

  it('keeps what went wrong in plain words', async () => {
    const [mia, grace] = [place.as('mia'), place.as('grace')];
    await mia.command('/zoom change-email mia@nowhere.example');
    await mia.click(await reply(mia, /nowhere[\s\S]*Send request/), 'confirm:run');
    await grace.click(await posted(grace, 'zoom-approvals', /wants to[\s\S]*nowhere/), 'request:approve');
    const told = textOf(await directMessage(mia, /nowhere|domain/));
    expect(told).not.toMatch(/1116/);
    await grace.command('/zoom audit failed');
    const log = textOf(await reply(grace, /Didn’t work/));
    expect(log).toMatch(/Didn’t work\* by <@U0MIA>/);
    expect(log).toMatch(/\n> \S/);
    expect(log).not.toMatch(/&amp;|^> .*[*`]/m);
  });

  it('is filtered by whose account it is, and how far back', async () => {
    const grace = place.as('grace');
    const asked = async (line: string, words: RegExp) => {
      const seen = new Set(grace.ephemerals().map((one) => one.ts));
      await grace.command(line);
      const found = await grace.waitFor(() =>
        grace.ephemerals().find((one) => !seen.has(one.ts) && words.test(textOf(one))),
      );
      return textOf(found);
    };
    const mine = await asked('/zoom audit mia@example.com since 1d', /Audit log/);
    expect(mine).toMatch(/Mia Chen/);
    expect(mine).not.toMatch(/Ada Lovelace/);
    // Neither a part of an address nor a wildcard is an address.
    await asked('/zoom audit ia@example.com', /Nothing found in the audit log/);
    await asked('/zoom audit m_a@example.com', /Nothing found in the audit log/);
    expect(await asked('/zoom audit mia@example.com since yesterday', /Audit log/)).toMatch(/Mia Chen/);
    await grace.command('/zoom audit since whenever');
    await grace.waitFor((seen) =>
      seen.views.find((one) => /12h, 7 days, Monday or 1 December/.test(JSON.stringify(one))),
    );
  });

  it('is for admins only', async () => {
    const mia = place.as('mia');
    await mia.command('/zoom audit');
    await reply(mia, /for Frontdesk admins/);
  });
});
