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

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture that was uploaded stands in a message, for whoever sees the message', async () => {
  const slack = await slackForTest();
  const client = clientFor(slack);
  // Slack's client calls the description by a name that the method's page does not know.
  const begin = async (filename: string, description: string) => {
    const args = { filename, length: png.length, alt_txt: description };
    return (await client.apiCall('files.getUploadURLExternal', args)) as {
      file_id?: string;
      upload_url?: string;
    };
  };
  const begun = await begin('chart.png', 'Licences by month');
  const id = begun.file_id ?? '';
  expect(await send(begun.upload_url ?? '', png)).toBe(200);
  await client.files.completeUploadExternal({ files: [{ id, title: 'Chart' }] });
  const image = { type: 'image' as const, slack_file: { id }, alt_text: 'Licences by month' };
  await client.chat.postMessage({ channel: 'C0APPROVALS', text: 'Licences', blocks: [image] });

  const seenBy = (user: string) => fetch(`${slack.url}/sandbox/files/${id}/picture?user=${user}`);
  const shown = await seenBy('U0GRACE');
  expect(shown.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(png);
  expect((await seenBy('U0BEN')).status).toBe(404);

  const lost = { ...image, slack_file: { id: 'F0LOST' } };
  const refused = client.chat.postMessage({ channel: 'C0APPROVALS', text: 'x', blocks: [lost] });
  expect(await refusal(refused)).toMatchObject({ error: 'invalid_blocks' });

  const again = await begin('b.png', 'B');
  await send(again.upload_url ?? '', png);
  await client.files.completeUploadExternal({
    files: [{ id: again.file_id ?? '' }],
    channel_id: 'C0APPROVALS',
  });
  const [file] = slack.as('grace').messages('zoom-approvals').at(-1)?.files ?? [];
  expect(file).toMatchObject({ name: 'b.png', mimetype: 'image/png', alt: 'B' });
});
