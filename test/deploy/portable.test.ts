import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What would break on Windows or macOS, and can be seen from here. */
const listed = spawnSync('git', ['ls-files', '-z'], { encoding: 'utf8' });
const files = listed.status === 0 ? [...new Set(listed.stdout.split('\0').filter(Boolean))] : [];
const sources = files.filter((file) => /^(src|sandbox|scripts|test)\/.*\.(ts|mjs)$/.test(file));

it.skipIf(files.length === 0)(
  'every file can be named on Windows, and on a disk that knows no capital letters',
  () => {
    const reserved = /(^|\/)(con|prn|aux|nul|com\d|lpt\d)(\.|\/|$)/i;
    expect(files.filter((file) => /[<>:"|?*\\]|[. ](\/|$)/.test(file) || reserved.test(file))).toEqual([]);
    const small = files.map((file) => file.toLowerCase());
    expect(files.filter((_, i) => small.indexOf(small[i] ?? '') !== i)).toEqual([]);
    expect(files.filter((file) => file.length > 150)).toEqual([]);
  },
);

it('npm’s scripts are understood by every shell', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  // Single quotes, variables, substitutions, redirections, several commands but &&, and Unix tools are not.
  const special = /['`$;<>]|\|\||(?<!&)&(?!&)|^[A-Z_]+=|\b(rm|cp|mv|mkdir|cat|sh|bash|export|chmod)\b/;
  const odd = Object.entries(scripts).filter(([, line]) => special.test(line));
  expect(odd).toEqual([]);
});

it.skipIf(files.length === 0)('the path of a file is never taken from the path of its address', () => {
  // On Windows that begins with /C:, and everywhere it has %20 for a blank.
  const odd = sources.filter((file) => /import\.meta\.url\)\.pathname/.test(readFileSync(file, 'utf8')));
  expect(odd).toEqual([]);
});

it.skipIf(files.length === 0)('text has the same line ends everywhere', () => {
  expect(readFileSync('.gitattributes', 'utf8')).toMatch(/^\* text=auto eol=lf$/m);
  const { stdout } = spawnSync('git', ['ls-files', '--eol'], { encoding: 'utf8' });
  expect(stdout.split('\n').filter((line) => /^i\/(crlf|mixed)/.test(line))).toEqual([]);
});
