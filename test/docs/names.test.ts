import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Folders that a path on a page may leave out, because the page is about them. */
const roots = ['', 'src', 'src/commands', 'sandbox'];
const rooms = readdirSync('.').concat(
  readdirSync('src'),
  readdirSync('src/commands'),
  readdirSync('sandbox'),
);
/** These come into being when the bot runs, or when a reader types what the page says. */
const made = new Set(['data/frontdesk.db', 'data/frontdesk.db.key', 'src/commands/account/time-zone.ts']);

/** Paths in backquotes that begin with something of ours: `requests/transition.ts`, `src/zoom/`, `manifest.yml`. */
function pathsOn(text: string): string[] {
  const quoted = [...text.matchAll(/(?<!`)`([\w./-]+)`(?!`)/g)].map(([, path = '']) => path);
  return quoted.filter((path) => {
    const [first = '', ...rest] = path.split('/');
    return rest.length > 0 ? rooms.includes(first) || first === 'data' : /\w\.(ts|md|json)$/.test(path);
  });
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const texts = pages.map((page) => ({ page, text: readFileSync(page, 'utf8') }));

it('pages name only files and folders that exist', () => {
  for (const { page, text } of texts) {
    const exists = (path: string) =>
      made.has(path) || [dirname(page), ...roots].some((root) => existsSync(join(root, path)));
    expect
      .soft(
        pathsOn(text).filter((path) => !exists(path)),
        page,
      )
      .toEqual([]);
  }
});

it('pages link only to what is there', () => {
  for (const { page, text } of texts) {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
    const dead = links.filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const file = path ? join(dirname(page), path) : page;
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
    });
    expect.soft(dead, page).toEqual([]);
  }
});

it('pages name only scripts that npm has', () => {
  for (const { page, text } of texts) {
    const named = [...text.matchAll(/npm run (?:--\w+ )?([\w:-]+)/g)].map(([, script = '']) => script);
    expect
      .soft(
        named.filter((script) => !(script in packageFile.scripts)),
        page,
      )
      .toEqual([]);
  }
});

it('every page is in the table of contents', () => {
  const contents = readFileSync('docs/README.md', 'utf8');
  const others = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  expect(others.filter((page) => !contents.includes(`(${page.slice('docs/'.length)})`))).toEqual([]);
});

it('every picture is on some page', () => {
  const text = texts.map((one) => one.text).join('');
  expect(readdirSync('docs/images').filter((name) => !text.includes(`images/${name}`))).toEqual([]);
});
