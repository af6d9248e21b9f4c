import { mkdir } from 'node:fs/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openSandbox } from '../sandbox/open.ts';
import { answerHelp } from './help.ts';
import { takeLanguages } from './screenshots/languages.ts';
import { takeLicences } from './screenshots/licences.ts';
import { takeSetup } from './screenshots/setup-picture.ts';
import { tellShortStory } from './screenshots/short-story.ts';
import { visitor } from './screenshots/visitor.ts';

answerHelp(`npm run screenshots

Takes the pictures of the documentation anew, into docs/images, and makes the animation of the README. It opens
sandboxes and a Chromium of its own, and takes some minutes: the licence's minute is really waited for.
`);

const folder = 'docs/images';
const desktop = { width: 1240, height: 720 };
const looks: readonly Look[] = [
  { suffix: '', colorScheme: 'light', viewport: desktop },
  { suffix: '-dark', colorScheme: 'dark', viewport: desktop },
  { suffix: '-narrow', colorScheme: 'light', viewport: { width: 390, height: 760 } },
];
/** The pictures, by what the tour shows: its story, the step after which it is taken, and the looks. */
const pictures: readonly Picture[] = [
  { name: 'start', story: 0, step: -1, looks: [''] },
  { name: 'first-command', story: 0, step: 0, looks: [''] },
  { name: 'friendly-error', story: 1, step: 1, looks: [''] },
  { name: 'approval', story: 2, step: 2, looks: ['-narrow'] },
  { name: 'denial', story: 3, step: 2, looks: ['-narrow'] },
  { name: 'licence-returns', story: 4, step: 2, looks: [''] },
  { name: 'outage', story: 5, step: 2, looks: [''] },
];

interface Picture {
  readonly name: string;
  readonly story: number;
  readonly step: number;
  readonly looks: readonly string[];
}

interface Look {
  /** Ends the names of its files. */
  readonly suffix: string;
  readonly colorScheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
}

await mkdir(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
// Each look has a sandbox of its own, so that they wait for the minute together.
await Promise.all(looks.map((look) => takeAll(browser, look)));
await tellShortStory(browser, folder);
await takeSetup(browser, `${folder}/setup.png`);
await takeLicences(browser, folder);
await takeLanguages(browser, folder);
await browser.close();

async function takeAll(on: Browser, { suffix, ...look }: Look): Promise<void> {
  const sandbox = await openSandbox({ logLevel: 'error' });
  const page = await on.newPage({ ...look, deviceScaleFactor: 1.25, reducedMotion: 'reduce' });
  await page.goto(sandbox.url);
  const at = visitor(page);
  const take = (name: string) => save(page, `${name}${suffix}`);
  for (const { name, story, step, looks } of pictures) {
    const withHome = name === 'approval' && suffix !== '-narrow';
    if (!looks.includes(suffix) && !withHome) continue;
    await at.story(story);
    for (let done = 0; done <= step; done += 1) {
      if (done > 0) await at.next();
      await at.doIt();
    }
    if (looks.includes(suffix)) await take(name);
    if (name !== 'approval') continue;
    if (withHome) {
      // Grace's Home tab, while Ada's request still waits for her.
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
