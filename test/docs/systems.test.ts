import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { environment } from '../../src/config.ts';
import { isSlackUrl } from '../../src/slack/slack-url.ts';
import { apiUrlFor } from '../../src/zoom/token/api-url.ts';

it('the addresses of the government’s clouds, as the page gives them, lead there and nowhere else', () => {
  const page = readFileSync('docs/systems.md', 'utf8');
  const given = Object.fromEntries(
    [...page.matchAll(/`(\w+_URL)=(\S+)`/g)].map(([, name = '', value = '']) => [name, value]),
  );
  expect(Object.keys(given).toSorted()).toEqual(['SLACK_API_URL', 'ZOOM_API_URL', 'ZOOM_OAUTH_URL']);
  const set = environment
    .pick({ SLACK_API_URL: true, ZOOM_API_URL: true, ZOOM_OAUTH_URL: true })
    .parse(given);
  expect(set).toEqual(given);
  expect(apiUrlFor(set.ZOOM_API_URL, 'https://api.zoomgov.com')).toBe('https://api.zoomgov.com/v2');
  expect(apiUrlFor(set.ZOOM_API_URL, 'https://api.zoomgov.com.example.com')).toBe(set.ZOOM_API_URL);
  for (const [address, theirs] of [
    ['https://hooks.slack-gov.com/commands/T1/1/x', true],
    ['https://files.slack-gov.com/files-pri/T1-F1/ada.png', true],
    ['http://hooks.slack-gov.com/commands/T1/1/x', false],
    ['https://slack-gov.com.example.com/', false],
    ['https://notslack-gov.com/', false],
  ] as const)
    expect.soft(isSlackUrl(address, set.SLACK_API_URL), address).toBe(theirs);
});
