import { mkdir } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openSandbox } from '../sandbox/open.ts';
import { visitor } from './screenshots/visitor.ts';

/**
 * Takes the pictures of the documentation anew: `npm run screenshots`. It opens a sandbox of its own. The licence's
 * minute is really waited for.
 */
const folder = 'docs/images';
const desktop = { width: 1240, height: 720 };
const looks: readonly Look[] = [
  { suffix: '', colorScheme: 'light', viewport: desktop },
  { suffix: '-dark', colorScheme: 'dark', viewport: desktop, only: ['approval', 'home'] },
  {
    suffix: '-narrow',
    colorScheme: 'light',
    viewport: { width: 390, height: 760 },
    only: ['approval', 'denial'],
  },
];
/** The pictures, by what the tour shows: its story, and the step after which it is taken. */
const pictures = [
  { name: 'start', story: 0, step: -1 },
  { name: 'first-command', story: 0, step: 0 },
  { name: 'friendly-error', story: 1, step: 1 },
  { name: 'approval', story: 2, step: 2 },
  { name: 'denial', story: 3, step: 2 },
  { name: 'licence-returns', story: 4, step: 2 },
  { name: 'outage', story: 5, step: 2 },
] as const;

interface Look {
  /** Ends the names of its files. */
  readonly suffix: string;
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
  /** All of them when left out. */
  readonly only?: readonly string[];
}

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
// Each look has a sandbox of its own, so that they wait for the minute together.
await Promise.all(looks.map((look) => takeAll(browser, look)));
await browser.close();

async function takeAll(on: Browser, { suffix, only, ...look }: Look): Promise<void> {
  const sandbox = await openSandbox({ logLevel: 'error' });
  const page = await on.newPage({ ...look, deviceScaleFactor: 1.25, reducedMotion: 'reduce' });
  await page.goto(sandbox.url);
  const at = visitor(page);
  const wanted = (name: string) => !only || only.includes(name);
  const take = async (name: string) => {
    if (wanted(name)) await save(page, `${name}${suffix}`);
  };
  for (const { name, story, step } of pictures) {
    if (!wanted(name)) continue;
    await at.story(story);
    for (let done = 0; done <= step; done += 1) {
      if (done > 0) await at.next();
      await at.doIt();
    }
    await take(name);
    if (name !== 'approval') continue;
    // Grace's Home tab, while Ada's request still waits for her.
    if (wanted('home')) {
      await at.openHome();
      await take('home');
      await at.open('zoom-approvals');
    }
    await at.next();
    await at.doIt();
  }
  await sandbox.close();
}

async function save(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}/${name}.png` });
}
