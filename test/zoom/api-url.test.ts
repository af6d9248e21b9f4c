import { expect, test } from 'vitest';
import { apiUrlFor, isFollowed } from '../../src/zoom/token/api-url.ts';
import { callsOf, connect, startZoom } from './open.ts';

const usual = 'https://api.zoom.us/v2';
const gateway = 'https://zoom.example.com/api/v2';

test('the API that comes with a token is followed to Zoom’s own hosts only', () => {
  for (const [configured, named, used] of [
    [usual, undefined, usual],
    [usual, 'https://api.zoom.us', usual],
    [usual, 'https://api-eu.zoom.us', 'https://api-eu.zoom.us/v2'],
    [usual, 'https://api-us06.zoom.us/', 'https://api-us06.zoom.us/v2'],
    [usual, 'https://api.zoomgov.com', 'https://api.zoomgov.com/v2'],
    ['https://api.zoomgov.com/v2/', 'https://api.zoomgov.com', 'https://api.zoomgov.com/v2'],
    [usual, 'http://api-eu.zoom.us', usual],
    [usual, 'https://api.zoom.us.example.com', usual],
    [usual, 'https://api.zoom.us@example.com', usual],
    [usual, 'https://you@api.zoom.us', usual],
    [usual, 'https://api-eu.zoom.us:8443', usual],
    [usual, 'https://evil.zoom.us', usual],
    [usual, 'https://api-zoom.us', usual],
    [usual, 'https://example.com/api.zoom.us', usual],
    [usual, 'javascript://api.zoom.us', usual],
    [usual, '//api-eu.zoom.us', usual],
    [usual, 'nonsense', usual],
    [usual, '', usual],
    [gateway, 'https://api.zoom.us', gateway],
    ['http://127.0.0.1:4001/v2', 'http://127.0.0.1:4002', 'http://127.0.0.1:4001/v2'],
  ] as const) {
    expect.soft(apiUrlFor(configured, named), `${configured} and ${named}`).toBe(used);
  }
  expect(isFollowed(usual, 'https://api-eu.zoom.us')).toBe(true);
  expect(isFollowed(usual, undefined)).toBe(true);
  expect(isFollowed(gateway, 'https://api.zoom.us')).toBe(false);
  expect(isFollowed(usual, 'https://api.example.com')).toBe(false);
});

test('a forged answer of the token endpoint does not take the token elsewhere', async () => {
  const [sandbox, elsewhere] = await Promise.all([startZoom(), startZoom()]);
  try {
    sandbox.tokens.apiUrl = elsewhere.url;
    await connect(sandbox).users.get('ada@example.com');
    expect(callsOf(sandbox, 'getUser')).toHaveLength(1);
    expect(elsewhere.calls).toEqual([]);
  } finally {
    await Promise.all([sandbox.close(), elsewhere.close()]);
  }
});
