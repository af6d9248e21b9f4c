import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };

const pages = [
  ...['README.md', 'CONTRIBUTING.md'],
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

/** Paths in backquotes that begin with something of ours: `desk/transition.ts`, `src/zoom/`, `manifest.yml`. */
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

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  it('names only files and folders that exist', () => {
    const there = (path: string) =>
      made.has(path) || [dirname(page), ...roots].some((root) => existsSync(join(root, path)));
    expect(pathsOn(text).filter((path) => !there(path))).toEqual([]);
  });

  it('links only to what is there', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);
    const dead = links.filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const file = path ? join(dirname(page), path) : page;
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(file, 'utf8')).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it('names only scripts that npm has', () => {
    const named = [...text.matchAll(/npm run (?:--\w+ )?([\w-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !(script in packageFile.scripts))).toEqual([]);
  });
});

it('the pages name enough for this to mean something, and every page is in the table of contents', () => {
  const all = pages.map((page) => readFileSync(page, 'utf8'));
  expect(all.flatMap(pathsOn).length).toBeGreaterThan(60);
  const contents = readFileSync('docs/README.md', 'utf8');
  const others = pages.filter((page) => page.startsWith('docs/') && page !== 'docs/README.md');
  expect(others.filter((page) => !contents.includes(`(${page.slice('docs/'.length)})`))).toEqual([]);
});

it('every picture is on some page', () => {
  const text = pages.map((page) => readFileSync(page, 'utf8')).join('');
  expect(readdirSync('docs/images').filter((name) => !text.includes(`images/${name}`))).toEqual([]);
});
