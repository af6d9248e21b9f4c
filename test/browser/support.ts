import { existsSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { openSandbox, type Sandbox } from '../../sandbox/open.ts';

/** Where this machine's Chromium is; without one the journeys are skipped, and say so. */
export const CHROMIUM = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);
if (!CHROMIUM) {
  process.stdout.write(
    'The browser journeys are skipped: there is no Chromium. On Debian: apt-get install chromium\n',
  );
}

/** The whole sandbox, as `npm run sandbox` opens it, and a browser before it. */
export interface Screen {
  readonly sandbox: Sandbox;
  readonly browser: Browser;
  /** What went wrong inside the pages. */
  readonly faults: string[];
  /** A new page in a browser that remembers nothing; at the newcomer's start, or at `address`. */
  open(options?: BrowserContextOptions, address?: string): Promise<Page>;
  close(): Promise<void>;
}

export async function openScreen(): Promise<Screen> {
  const sandbox = await openSandbox({ logLevel: 'error' });
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
  const faults: string[] = [];
  return {
    sandbox,
    browser,
    faults,
    async open(options = {}, address = '') {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(8_000);
      // On a busy machine the page's many small files take their time.
      page.setDefaultNavigationTimeout(30_000);
      page.on('pageerror', (error) => faults.push(error.message));
      await page.goto(`${sandbox.url}/${address}`);
      await page.locator('.shell').waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await sandbox.close();
    },
  };
}

/** A person at the page: what they type, choose and read. */
export function personAt(page: Page) {
  const tour = page.getByRole('complementary', { name: 'Tour' });
  return {
    tour,
    async say(line: string) {
      const composer = page.getByRole('textbox', { name: /^Message/ });
      await composer.fill(line);
      await composer.press('Enter');
    },
    read: (words: string | RegExp) =>
      page.getByRole('region', { name: 'Messages' }).getByText(words).last().waitFor(),
    press: (name: string | RegExp) =>
      page.getByRole('region', { name: 'Messages' }).getByRole('button', { name }).last().click(),
    async become(name: string) {
      const people = page.getByLabel('You are', { exact: true });
      const labels = await people.locator('option').allTextContents();
      await people.selectOption({ label: labels.find((label) => label.startsWith(name)) ?? '' });
      await page.locator('.main[aria-busy="false"]').waitFor();
    },
    channel: (name: string) =>
      page.getByRole('navigation', { name: 'Workspace' }).getByRole('button', { name }).click(),
    story: (title: string) =>
      tour.getByLabel('Story').selectOption({ label: `${titles.indexOf(title) + 1} of 6: ${title}` }),
    /** The tour has noticed what was done. */
    noticed: (words: string | RegExp = 'Done.', ms = 8_000) =>
      tour.getByRole('status').getByText(words).waitFor({ timeout: ms }),
    next: () => tour.getByRole('button', { name: /^Next/ }).click(),
  };
}

export const titles = [
  'The first command',
  'A friendly error with its remedy',
  'An approval',
  'A denial',
  'A licence that returns by itself',
  'An outage',
];

/** What stands in the focus. */
export const focused = (page: Page): Locator => page.locator(':focus');

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

/** What axe finds wrong, a line each, and how many of its rules came to bear. The page needs `bypassCSP`. */
export async function findBarriers(page: Page): Promise<{ barriers: string[]; rules: number }> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    interface Rule {
      id: string;
      nodes: { target: string[]; any: { message: string }[] }[];
    }
    const { axe: runner } = window as unknown as {
      axe: { run(): Promise<{ violations: Rule[]; passes: Rule[] }> };
    };
    const { violations, passes } = await runner.run();
    const barriers = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
    return { barriers, rules: passes.length + violations.length };
  });
}
