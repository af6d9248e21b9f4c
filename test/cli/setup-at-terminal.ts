import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { onTestFailed, onTestFinished } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { atTerminal } from '../../src/cli/setup/at-terminal.ts';
import { setUp } from '../../src/cli/setup/set-up.ts';

/** A new company: a Slack and a Zoom, an empty folder, and nothing set up. */
export interface Company {
  readonly slack: SlackSandbox;
  readonly zoom: ZoomSandbox;
  readonly folder: string;
  /** What `npm run setup` finds in its environment. */
  readonly variables: Readonly<Record<string, string>>;
  file(name: string): string;
  mode(name: string): number;
  has(name: string): boolean;
}

export async function openCompany(): Promise<Company> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-setup-'));
  const [slack, zoom] = await Promise.all([startSlack(), startZoom()]);
  onTestFinished(async () => {
    await Promise.all([slack.close(), zoom.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    slack,
    zoom,
    folder,
    variables: {
      SLACK_API_URL: slack.apiUrl,
      ZOOM_API_URL: zoom.apiUrl,
      ZOOM_OAUTH_URL: zoom.oauthUrl,
      PORT: '0',
    },
    file: (name) => readFileSync(join(folder, name), 'utf8'),
    mode: (name) => statSync(join(folder, name)).mode & 0o777,
    has: (name) => existsSync(join(folder, name)),
  };
}

export const keys = {
  enter: '\r',
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  stop: '\u0003',
  /** Deletes what was typed. */
  clear: '\u0015',
  /** Chooses in a list with a search field, and takes away or adds again. */
  tab: '\t',
} as const;

/** A person at the terminal of setup. */
export interface Sitting {
  /** Waits until this is on the screen, after what was waited for before; then types. */
  answer(shown: string | RegExp, ...typed: readonly string[]): Promise<void>;
  /** The exit code. */
  readonly end: Promise<number>;
  /** Everything that was shown, without colours. */
  text(): string;
  /** Everything that was shown, as the terminal gets it. */
  raw(): string;
}

/** Starts setup as `npm run setup` does, at a terminal of its own. */
export function sitDown(company: Company, more: Readonly<Record<string, string>> = {}): Sitting {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { columns: 400, rows: 50, isTTY: true });
  let raw = '';
  let plain = '';
  let seen = 0;
  output.on('data', (part: Buffer) => {
    raw += part.toString();
    // Each write is whole: no control sequence is cut in two.
    plain += stripVTControlCharacters(part.toString());
  });
  onTestFailed(() => void process.stderr.write(`${plain.slice(-3_000)}\n`));
  const end = setUp(atTerminal(input, output), company.folder, { ...company.variables, ...more });
  let ended = false;
  void end
    .finally(() => {
      ended = true;
    })
    .catch(() => undefined);

  const shownAt = (shown: string | RegExp): number => {
    const rest = plain.slice(seen);
    const at = typeof shown === 'string' ? rest.indexOf(shown) : rest.search(shown);
    return at === -1 ? -1 : seen + at;
  };
  const waitFor = async (shown: string | RegExp): Promise<void> => {
    while (shownAt(shown) === -1) {
      if (ended) throw new Error(`Setup ended before it showed ${shown}:\n${plain.slice(seen)}`);
      await Promise.race([once(output, 'data'), end.catch(() => undefined)]);
    }
    seen = shownAt(shown) + 1;
  };
  return {
    async answer(shown, ...typed) {
      await waitFor(shown);
      for (const part of typed) {
        input.write(part);
        // A key is read before the next one is pressed, as with a person.
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    end,
    text: () => plain,
    raw: () => raw,
  };
}
