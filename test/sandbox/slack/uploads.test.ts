import { expect, test } from 'vitest';
import { clientFor, refusal, slackForTest } from './start.ts';

const csv = Buffer.from('Name,Email\r\nZoë,zoe@example.com\r\n');

const send = (url: string, content: Buffer) =>
  fetch(url, { method: 'POST', body: new Uint8Array(content) }).then((answer) => answer.status);

test('a file in the direct messages can be downloaded by that person and nobody else', async () => {
  const slack = await slackForTest();
  const client = clientFor(slack);
  const { channel } = await client.conversations.open({ users: 'U0GRACE' });
  await client.files.uploadV2({ channel_id: channel?.id ?? '', filename: 'people.csv', file: csv });

  const [file] = slack.as('grace').dms().at(-1)?.files ?? [];
  expect(file).toMatchObject({ name: 'people.csv', mimetype: 'text/csv', size: csv.length });
  const answer = await fetch(`${slack.url}${file?.url}`);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment/);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(csv);
  const url = `${slack.url}${file?.url}`.replace('U0GRACE', 'U0BEN');
  expect((await fetch(url)).status).toBe(404);
});

test('the scope is needed, and the length has to be the one that was announced', async () => {
  const slack = await slackForTest();
  const client = clientFor(slack);
  const begun = await client.files.getUploadURLExternal({ filename: 'a.csv', length: 5 });
  expect(await send(begun.upload_url ?? '', csv)).toBe(400);
  expect(await send(`${slack.url}/upload/v1/unknown`, csv)).toBe(404);
  const files = [{ id: begun.file_id ?? '', title: 'a' }] as [{ id: string; title: string }];
  const early = client.files.completeUploadExternal({ files, channel_id: 'C0GENERAL' });
  expect(await refusal(early)).toMatchObject({ error: 'file_not_found' });

  slack.workspace.scopes.delete('files:write');
  const refused = client.files.getUploadURLExternal({ filename: 'a.csv', length: 5 });
  expect(await refusal(refused)).toMatchObject({ error: 'missing_scope', needed: 'files:write' });
});

test('an unknown file and a channel without the app are refused, and nothing is shown', async () => {
  const slack = await slackForTest();
  const client = clientFor(slack);
  const unknown = [{ id: 'F0UNKNOWN', title: 'x' }] as [{ id: string; title: string }];
  const none = client.files.completeUploadExternal({ files: unknown, channel_id: 'C0GENERAL' });
  expect(await refusal(none)).toMatchObject({ error: 'file_not_found' });

  const begun = await client.files.getUploadURLExternal({ filename: 'a.csv', length: csv.length });
  expect(await send(begun.upload_url ?? '', csv)).toBe(200);
  const files = [{ id: begun.file_id ?? '', title: 'a' }] as [{ id: string; title: string }];
  const outside = client.files.completeUploadExternal({ files, channel_id: 'C0NOAPP' });
  expect(await refusal(outside)).toMatchObject({ error: 'not_in_channel' });
  expect(slack.as('grace').messages('random')).toEqual([]);
});
