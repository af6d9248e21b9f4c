import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, environment, loadConfig } from '../../src/config.ts';
import { proxyFor } from '../../src/network/proxies.ts';
import { secretVariables } from '../../src/variables.ts';
import { companyCa } from '../support/company-network.ts';
import { complete, folderWith } from './environment.ts';

const key = Buffer.alloc(32, 7).toString('base64');
/** A value for every variable that the bot reads. */
const all: Record<string, string> = {
  ...complete,
  SLACK_APP_TOKEN: 'xapp-1-2-3',
  SLACK_API_URL: 'https://slack.example.com/api',
  ZOOM_API_URL: 'https://zoom.example.com/v2',
  ZOOM_OAUTH_URL: 'https://zoom.example.com/oauth/token',
  ZOOM_PLAN: 'business',
  DATABASE_URL: 'postgres://desk:secret@db.example.com/desk',
  ENCRYPTION_KEY: key,
  POLICY_FILE: './policy.yml',
  PORT: '3001',
  KEEP_ALIVE_SECONDS: '620',
  HTTPS_PROXY: 'http://desk:secret@proxy.example.com:3128',
  HTTP_PROXY: 'http://proxy.example.com:3129',
  ALL_PROXY: 'http://proxy.example.com:3130',
  NO_PROXY: 'example.org',
  NODE_EXTRA_CA_CERTS: companyCa,
  LOG_LEVEL: 'warn',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example.com',
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://collector.example.com/traces',
  OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b,other=c',
  OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'other=d',
  OTEL_SERVICE_NAME: 'desk',
  OTEL_TRACES_SAMPLER: 'traceidratio',
  OTEL_TRACES_SAMPLER_ARG: '0.5',
  OTEL_BSP_SCHEDULE_DELAY: '100',
  OTEL_TRACES_EXPORTER: 'otlp',
  OTEL_SDK_DISABLED: 'false',
  AUDIT_WEBHOOK_URL: 'https://siem.example.com/frontdesk',
  AUDIT_WEBHOOK_SECRET: `whsec_${key}`,
};

/** What is wrong with these variables, one sentence each. */
function problems(env: Record<string, string | undefined>, folder = folderWith()): readonly string[] {
  try {
    loadConfig(env, folder);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('an env file', () => {
  const folder = folderWith;

  test('has a value here for every variable that the bot reads', () => {
    expect(Object.keys(all).toSorted()).toEqual(Object.keys(environment.shape).toSorted());
  });

  test('may have quotation marks around any value, or each is refused with a sentence', () => {
    const place = folder();
    const plain = loadConfig(all, place);
    for (const name of Object.keys(all)) {
      for (const [open, close] of [`""`, `''`, '``', '“”']) {
        const quoted = { ...all, [name]: ` ${open}${all[name]}${close} ` };
        const found = problems(quoted, place);
        if (found.length === 0) expect.soft(loadConfig(quoted, place)).toEqual(plain);
        else
          expect.soft(found).toEqual([expect.stringMatching(`^${name} must be written without quotation`)]);
      }
      for (const half of [`"${all[name]}`, `${all[name]}"`]) {
        const found = problems({ ...all, [name]: half }, place);
        expect.soft(found).toEqual([expect.stringMatching(`^${name} has a quotation mark at one end only`)]);
      }
    }
  });

  test('what others read from the environment themselves is refused with quotation marks', () => {
    const env = { ...all, OTEL_RESOURCE_ATTRIBUTES: '"a=b"', OTEL_EXPORTER_OTLP_TIMEOUT: "'5'" };
    expect(problems(env)).toEqual([
      expect.stringMatching(/^OTEL_RESOURCE_ATTRIBUTES must be written without/),
      expect.stringMatching(/^OTEL_EXPORTER_OTLP_TIMEOUT must be written without/),
    ]);
  });

  test('variables of others are none of our business', () => {
    expect(problems({ ...all, PS1: '"', GREETING_FILE: '/nowhere' })).toEqual([]);
  });
});

describe('secrets from files', () => {
  test.each([...secretVariables])('%s_FILE', (name) => {
    const place = folderWith();
    const { [name]: value = '', ...rest } = all;
    const file = join(place, 'a secret');
    const env = { ...rest, [`${name}_FILE`]: './a secret' };

    for (const text of [value, `${value}\n`, `"${value}"\r\n`]) {
      writeFileSync(file, text);
      expect.soft(loadConfig(env, place)).toEqual(loadConfig(all, place));
    }
    expect
      .soft(problems({ ...all, [`${name}_FILE`]: file }, place))
      .toEqual([`${name} and ${name}_FILE are both set. Set one of them.`]);
    writeFileSync(file, '\n');
    expect.soft(problems(env, place)).toEqual([`${name}_FILE names an empty file: ./a secret.`]);
    const gone = { ...env, [`${name}_FILE`]: './gone' };
    const reason = 'there is no such file or folder';
    expect
      .soft(problems(gone, place))
      .toEqual([`${name}_FILE names a file that cannot be read: ./gone (${reason}).`]);
  });
});

describe('proxies', () => {
  const proxied = (env: Record<string, string>, address: string) =>
    proxyFor(address, loadConfig({ ...complete, ...env }, folderWith()).proxies)?.host ?? 'directly';

  test.each([
    [{ HTTPS_PROXY: 'http://a:1' }, 'https://slack.com/api/', 'a:1'],
    [{ HTTPS_PROXY: 'http://a:1' }, 'wss://wss-primary.slack.com/link', 'a:1'],
    [{ HTTPS_PROXY: 'http://a:1' }, 'http://127.0.0.1:4318', 'directly'],
    [{ HTTP_PROXY: 'http://a:1' }, 'http://127.0.0.1:4318', 'a:1'],
    [{ HTTP_PROXY: 'http://a:1' }, 'https://slack.com', 'directly'],
    [{ ALL_PROXY: 'http://a:1' }, 'https://slack.com', 'a:1'],
    [{ https_proxy: 'http://a:1' }, 'https://slack.com', 'a:1'],
    [{ HTTPS_PROXY: 'http://b:2', https_proxy: 'http://a:1' }, 'https://slack.com', 'a:1'],
    [{ HTTPS_PROXY: 'a:1' }, 'https://slack.com', 'a:1'],
    [{ HTTPS_PROXY: '"https://a:1"' }, 'https://slack.com', 'a:1'],
  ])('%o: %s goes %s', (env, address, way) => {
    expect(proxied(env, address)).toBe(way);
  });

  test.each([
    ['zoom.us', 'https://api.zoom.us', true],
    ['zoom.us', 'https://zoom.us', true],
    ['.zoom.us', 'https://zoom.us', true],
    ['*.zoom.us', 'https://api.zoom.us', true],
    ['*.zoom.us', 'https://zoom.us', false],
    ['zoom.us', 'https://notzoom.us', false],
    ['ZOOM.us', 'https://api.zoom.us', true],
    ['slack.com, zoom.us', 'https://zoom.us', true],
    ['slack.com zoom.us', 'https://zoom.us', true],
    ['zoom.us:443', 'https://zoom.us', true],
    ['zoom.us:8443', 'https://zoom.us', false],
    ['*', 'https://zoom.us', true],
    ['', 'https://zoom.us', false],
    ['127.0.0.1', 'https://127.0.0.1:8443', true],
    ['[::1]', 'https://[::1]:8443', true],
    ['::1', 'https://[::1]:8443', true],
    ['[::1]:8443', 'https://[::1]:8443', true],
    ['[::1]:8443', 'https://[::1]:9443', false],
    ['localhost,10.0.0.0/8', 'https://10.1.2.3:4318', true],
    ['10.0.0.0/8', 'https://11.1.2.3', false],
    ['10.0.0.0/99', 'https://10.1.2.3', false],
    ['10.0.0.0/8', 'https://zoom.us', false],
    ['fd00::/8', 'https://[fd12::1]', true],
  ])('NO_PROXY=%s: %s directly? %s', (except, address, directly) => {
    const way = proxied({ HTTPS_PROXY: 'http://a:1', no_proxy: except }, address);
    expect(way).toBe(directly ? 'directly' : 'a:1');
  });

  test.each([
    ['socks5://proxy:1080', /HTTPS_PROXY must be an HTTP proxy/],
    ['http://desk:pa#ss@proxy:3128', /HTTPS_PROXY is not an address/],
    ['http://', /HTTPS_PROXY is not an address/],
    ['http://desk:50%@proxy:3128', /HTTPS_PROXY has a % in its name or password/],
  ])('%s is refused with a sentence, without the password', (address, sentence) => {
    const [found = '', ...others] = problems({ ...complete, HTTPS_PROXY: address });
    expect(found).toMatch(sentence);
    expect(found).not.toMatch(/pa#ss|50%@/);
    expect(others).toEqual([]);
  });
});

test('NODE_EXTRA_CA_CERTS names a file that can be read and has a certificate', () => {
  const folder = folderWith();
  expect(problems({ ...complete, NODE_EXTRA_CA_CERTS: join(folder, 'gone.pem') })).toEqual([
    expect.stringMatching(/^NODE_EXTRA_CA_CERTS names a file that cannot be read/),
  ]);
  expect(problems({ ...complete, NODE_EXTRA_CA_CERTS: join(folder, 'policy.yml') })).toEqual([
    expect.stringMatching(/^NODE_EXTRA_CA_CERTS names a file without a certificate/),
  ]);
});
