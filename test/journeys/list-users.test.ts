import { describe, expect, it } from 'vitest';
import { makeUser } from '../../sandbox/zoom/user.ts';
import { directMessage, reply, textOf } from '../support/workplace.ts';
import { adminPlace } from './admin-support.ts';
import { buttonsIn, forgedClick } from './support.ts';

const { place, as, provoke, form } = adminPlace();

function hire(count: number): void {
  const { account } = place().zoom;
  for (let i = 0; i < count; i++) {
    const number = String(i).padStart(4, '0');
    account.users.push(
      makeUser({
        id: `Hire${number}000000000000000000`.slice(0, 22),
        accountId: account.id,
        email: `hire${number}@example.com`,
        displayName: `Hire ${number}`,
      }),
    );
  }
}

const pageWith = (words: RegExp) => reply(as('grace'), words);

describe('the list of people in Zoom', () => {
  it('shows a page at a time, there and back again', async () => {
    hire(30);
    await as('grace').command('/zoom list-users');
    const first = await pageWith(/people are active in Zoom[\s\S]*1 to 20/);
    expect(textOf(first)).toMatch(/Ada Lovelace\nada@example.com\nLicensed\n/);
    expect(first.blocks).toContainEqual(expect.objectContaining({ type: 'data_table', page_size: 10 }));
    expect(buttonsIn(first.blocks).map((one) => one.action_id)).toEqual(['page:next']);
    await as('grace').click(first, 'page:next');
    const second = await pageWith(/21 to 40/);
    expect(buttonsIn(second.blocks).map((one) => one.action_id)).toEqual(['page:previous', 'page:next']);
    await as('grace').click(second, 'page:next');
    const third = await pageWith(/41 to \d\d/);
    expect(buttonsIn(third.blocks).map((one) => one.action_id)).toEqual(['page:previous']);
    await as('grace').click(third, 'page:previous');
    await as('grace').click(await pageWith(/21 to 40/), 'page:previous');
    expect(textOf(await pageWith(/1 to 20/))).toBe(textOf(first));
  });

  it('is a list in a Slack that takes no tables yet', async () => {
    const { faults } = place().slack;
    faults.add({ method: 'response_url', status: 400, times: 1 });
    provoke(/response_url did not accept an answer|response_url invalid_blocks/);
    await as('grace').command('/zoom list-users inactive');
    const shown = await pageWith(/1 person is inactive/);
    expect(JSON.stringify(shown.blocks)).not.toContain('data_table');
    expect(textOf(shown)).toMatch(/\*Otto .*\* {2}· {2}Email: otto@example.com/);
  });

  it('keeps inactive and invited people apart', async () => {
    await as('grace').command('/zoom list-users inactive');
    expect(textOf(await pageWith(/1 person is inactive/))).toContain('otto@example.com');
    await as('grace').command('/zoom list-users pending');
    expect(textOf(await pageWith(/people are invited/))).toContain('noor@example.com');
  });

  it('finds people by a part of their name, and says so when there is nobody', async () => {
    hire(350);
    await as('grace').command('/zoom list-users active chen');
    expect(textOf(await pageWith(/1 person with “chen” is active/))).toContain('mia@example.com');
    await as('grace').command('/zoom list-users hire');
    expect(textOf(await pageWith(/350 people with “hire” are active/))).toContain('the first *100*');
    await as('grace').command('/zoom list-users nobody at all');
    await pageWith(/Nobody with “nobody at all” is active/);
  });

  it('asks in a form what to show when it is started from the Home tab', async () => {
    await as('grace').openHome();
    await as('grace').waitFor((seen) => seen.home);
    await as('grace').click({ kind: 'home' }, 'command:list-users');
    await form('grace', 'list-users');
    await as('grace').submit('top', { filter: 'inactive' });
    await as('grace').waitFor(({ views }) =>
      /1 person is inactive.*otto@example.com/.test(JSON.stringify(views)),
    );
  });

  it('turns no page for somebody else', async () => {
    hire(30);
    await as('grace').command('/zoom list-users');
    const [next] = buttonsIn((await pageWith(/1 to 20/)).blocks);
    provoke(/response_url expired_url/);
    await forgedClick(place(), as('ben'), { action: 'page:next', value: next?.value ?? '' });
    const told = await directMessage(as('ben'), /list is more than 15 minutes old/);
    expect(textOf(told)).not.toContain('@example.com');
  });

  it('is for admins: others read so, and do not see it in the help', async () => {
    await as('ben').command('/zoom list-users');
    await reply(as('ben'), /for Frontdesk admins/);
    await as('ben').command('/zoom help');
    expect(textOf(await reply(as('ben'), /What would you like to do/))).not.toMatch(/list-users|For admins/);
    expect(place().zoom.calls.filter((one) => one.operation === 'listUsers')).toEqual([]);
  });
});

describe('the list as a file', () => {
  it('holds everybody, and no cell is a formula', async () => {
    hire(700);
    const { account } = place().zoom;
    const ada = account.users.find((one) => one.email === 'ada@example.com');
    if (ada) Object.assign(ada, { displayName: '=HYPERLINK("http://x")', dept: 'Sales, "North"' });
    await as('grace').command('/zoom list-users csv');
    const told = await pageWith(/The file is in your direct messages/);
    const [file] = as('grace')
      .dms()
      .flatMap((one) => one.files ?? []);
    expect(file?.name).toMatch(/^zoom-users-\d{4}-\d\d-\d\d\.csv$/);
    const text = await (await fetch(`${place().slack.url}${file?.url}`)).text();
    const lines = text.trimEnd().split('\r\n');
    const members = account.users.filter((one) => one.accountId === account.id);
    expect(lines).toHaveLength(members.length + 1);
    expect(textOf(told)).toContain(`all ${members.length} people`);
    expect(lines[0]).toMatch(/^"Name","First name","Last name","Email","Licence","State",/);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")",`);
    expect(text).toContain('"Sales, ""North"""');
    expect(lines.filter((line) => /^"?[=+\-@]/.test(line))).toEqual([]);
    expect(lines.filter((line) => !/^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$/.test(line))).toEqual([]);
    for (const word of ['otto@example.com', 'noor@example.com', 'hire0699@example.com']) {
      expect(lines.filter((line) => line.includes(word))).toHaveLength(1);
    }
    await directMessage(as('grace'), /Everybody in Zoom: \d+ people/);
  });

  it('tells how far it is while Zoom is slow', async () => {
    hire(700);
    place().zoom.faults.add({ operation: 'listUsers', kind: 'slow', delayMs: 700, times: 8 });
    await as('grace').command('/zoom list-users csv');
    await directMessage(as('grace'), /I’m fetching \d+ people/);
    await directMessage(as('grace'), /I’ve fetched \d+ of \d+ people/);
    await directMessage(as('grace'), /Everybody in Zoom/);
    expect(as('grace').dms()).toHaveLength(2);
  });

  it('says so when Zoom gives up in the middle, and sends nothing', async () => {
    hire(700);
    // The token died with the last reset, and the calls that find it out would use up the faults.
    await as('grace').command('/zoom list-users inactive');
    const shown = await pageWith(/1 person is inactive/);
    const { faults } = place().zoom;
    faults.add({ operation: 'listUsers', kind: 'slow', delayMs: 50, times: 4 });
    faults.add({
      operation: 'listUsers',
      kind: 'status',
      status: 400,
      body: { code: 300, message: 'No.' },
      times: 9,
    });
    await as('grace').command('/zoom list-users csv');
    await directMessage(as('grace'), /I had to stop/);
    await as('grace').waitFor(() =>
      as('grace')
        .ephemerals()
        .some((one) => one.ts > shown.ts),
    );
    expect(
      as('grace')
        .dms()
        .flatMap((one) => one.files ?? []),
    ).toEqual([]);
  });

  it('goes to the admin who asked and to nobody else', async () => {
    await as('grace').command('/zoom list-users csv');
    await pageWith(/The file is in your direct messages/);
    for (const handle of ['linus', 'ben']) expect(as(handle).dms()).toEqual([]);
  });
});
