import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, test } from 'vitest';
import { person } from '../../sandbox/people.ts';
import type { Zoom } from '../../src/zoom/zoom.ts';
import { useZoom } from '../support/zoom.ts';
import { callsOf, connect, failure } from './open.ts';

const sandbox = await useZoom();
let zoom: Zoom;
beforeEach(() => {
  zoom = connect(sandbox);
});

const ada = person('ada').zoom?.id ?? '';
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 255, 13, 10, 45, 45]);

test('arrives unchanged', async () => {
  await zoom.users.uploadPicture(ada, { name: 'ada.png', type: 'image/png', content: png });
  const user = sandbox.account.users.find(({ id }) => id === ada);
  expect(user?.picture).toMatchObject({ type: 'image/png' });
  expect([...(user?.picture?.bytes ?? [])]).toEqual([...png]);
});

test('is sent as multipart with file name and type, whatever the name', async () => {
  const seen: { headers: IncomingHttpHeaders; body: Buffer }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(201, { 'Content-Type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const direct = connect(sandbox, { apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const name = 'Ä "wide" 李雷\r\nX-Evil: 1.png';
  await direct.users.uploadPicture(ada, { name, type: 'image/png', content: png });
  server.closeAllConnections();
  server.close();

  const [upload] = seen;
  const type = upload?.headers['content-type'] ?? '';
  expect(type).toMatch(/^multipart\/form-data; boundary=/);
  expect(upload?.headers['content-length']).toBe(String(upload?.body.length));
  const text = upload?.body.toString() ?? '';
  expect(text).toContain('Content-Disposition: form-data; name="pic_file"; filename="Ä %22wide%22 李雷');
  expect(text).toContain('Content-Type: image/png');
  expect(text).not.toContain('\r\nX-Evil');
  const form = await new Response(upload && new Uint8Array(upload.body), {
    headers: { 'Content-Type': type },
  }).formData();
  const file = form.get('pic_file') as File;
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([...png]);
});

test.each([
  ['nothing', new Uint8Array(), 'picture-empty'],
  ['too much', new Uint8Array(2 * 1024 * 1024 + 1), 'picture-too-large'],
  ['no picture', new TextEncoder().encode('GIF? no.'), 'picture-wrong-type'],
])('%s: refused', async (_, content, kind) => {
  const error = await failure(zoom.users.uploadPicture(ada, { name: 'a.png', type: 'image/png', content }));
  expect(error).toMatchObject({ kind, code: 120, effect: 'none' });
});

test('a refusal without a message has a kind', async () => {
  sandbox.faults.add({
    operation: 'uploadPicture',
    kind: 'status',
    times: 1,
    status: 400,
    body: { code: 120, message: '' },
  });
  const picture = { name: 'a.png', type: 'image/png', content: png };
  expect(await failure(zoom.users.uploadPicture(ada, picture))).toMatchObject({ kind: 'picture-refused' });
});

test.each([
  ['without a name', { name: '' }],
  ['of no picture’s type', { type: 'text/html' }],
  ['with a type that breaks out', { type: 'image/png\r\nX-Evil: 1' }],
])('%s it is not sent', async (_, wrong) => {
  const picture = { name: 'a.png', type: 'image/png', content: png, ...wrong };
  await expect(zoom.users.uploadPicture(ada, picture)).rejects.toThrow(TypeError);
  expect(callsOf(sandbox, 'uploadPicture')).toEqual([]);
});
