import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve, sep } from 'node:path';
import { answerHelp } from './help.ts';

answerHelp(`npm run package [-- folder]

Builds the npm package frontdesk in dist, or in the folder that is named. What an earlier build has left there is
replaced; a folder with anything else in it is left alone.
`);

/**
 * `npm run package`: builds the npm package `frontdesk` in `dist/`, or in the folder that is named. Node strips no types
 * below `node_modules`, so there the sources have to be JavaScript.
 *
 * The folders are those of the repository, so that what the code reads beside itself is where it looks for it.
 */
const folder = resolve(process.argv[2] ?? 'dist');

/** What the sandbox needs beside the bot. In the repository these are for development only. */
const forSandbox = [
  '@fontsource/lato',
  '@hono/node-server',
  '@twemoji/svg',
  'ajv',
  'hono',
  'htm',
  'preact',
  'ws',
];

/** What is copied as it is. The page of the sandbox loses its types when it is served, here as there. */
const asTheyAre = [
  'LICENSE',
  'CHANGELOG.md',
  '.env.example',
  'manifest.yml',
  'policy.yml',
  'src',
  'sandbox',
  'docs',
];

if (!isOurs()) {
  process.stderr.write(
    `${folder} holds something else than an earlier build. Name an empty or a new folder.\n`,
  );
  process.exit(1);
}
rmSync(folder, { recursive: true, force: true });
compile();
for (const one of asTheyAre) cpSync(one, join(folder, one), { recursive: true, filter: isData });
for (const file of filesIn(folder)) {
  if (/\.(js|example|yml|md)$/.test(file) && !file.endsWith('package.md'))
    writeFileSync(file, asInstalled(readFileSync(file, 'utf8')));
}
writeFileSync(join(folder, 'README.md'), atTheTop(readFileSync('docs/package.md', 'utf8')));
writeFileSync(join(folder, 'package.json'), `${JSON.stringify(describe(), null, 2)}\n`);

/** Whether the folder may be replaced: it is new, empty, or a package that was built before. */
function isOurs(): boolean {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return true;
  const about = join(folder, 'package.json');
  const isBuilt = existsSync(join(folder, 'src', 'cli', 'frontdesk.js'));
  return isBuilt && existsSync(about) && JSON.parse(readFileSync(about, 'utf8')).name === 'frontdesk';
}

function compile(): void {
  const require = createRequire(import.meta.url);
  const compiler = join(require.resolve('typescript/package.json'), '../bin/tsc');
  const options = ['--project', 'tsconfig.package.json', '--outDir', folder];
  execFileSync(process.execPath, [compiler, ...options], { stdio: 'inherit' });
}

/** Pictures stay in the repository; sources are there as JavaScript already. */
function isData(path: string): boolean {
  const page = path.startsWith(join('sandbox', 'web', 'app'));
  return path !== join('docs', 'images') && (page || !/\.(ts|mjs)$/.test(path));
}

function filesIn(place: string): string[] {
  const isPage = (path: string) => path.includes(`${sep}web${sep}`);
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => join(one.parentPath, one.name))
    .filter((path) => !isPage(path));
}

/** Help and messages name the commands as somebody types them who has the package: `frontdesk audit verify`. */
function asInstalled(text: string): string {
  // In a table of commands what stands behind a gap stays where it is.
  const rows = /^.*npm run .*? {3,}(?=\S)/gm;
  return rename(text.replaceAll(rows, (row) => rename(row.trimEnd()).padEnd(row.length)));
}

function rename(text: string): string {
  return text
    .replaceAll(
      /npm run (?:--silent )?(doctor|policy|audit|backup|erase|sandbox|setup|licences)\b(?: (\[?)-- )?/g,
      joined,
    )
    .replaceAll('npm start', 'frontdesk start');
}

function joined(found: string, command: string, bracket = ''): string {
  return `frontdesk ${command}${found.endsWith(' ') ? ` ${bracket}` : ''}`;
}

/** Links of a page in `docs/` as they lead from the folder above it. */
function atTheTop(page: string): string {
  return page.replaceAll('](../', '](').replaceAll(/\]\((?=[a-z-]+\.md)/g, '](docs/');
}

function describe() {
  const { name, version, description, license, type, dependencies, devDependencies } = JSON.parse(
    readFileSync('package.json', 'utf8'),
  );
  const sandbox = forSandbox.map((one) => [one, devDependencies[one] ?? dependencies[one]]);
  return {
    name,
    version,
    description,
    license,
    type,
    keywords: ['slack', 'zoom', 'slack-bot', 'approvals', 'self-service'],
    engines: { node: '>=24.5' },
    bin: { frontdesk: 'src/cli/frontdesk.js' },
    dependencies: { ...dependencies, ...Object.fromEntries(sandbox) },
  };
}
