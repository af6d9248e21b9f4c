#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { didYouMean } from '../policy/did-you-mean.ts';

/**
 * `frontdesk`, the command of the package: runs what `npm start` and `npm run …` run in a clone. Settings may be in a
 * file `.env` in the folder in which it is started, as in a clone.
 */

/** Each command: the module that does it, and what for. */
const all = {
  start: { module: '../app', purpose: 'runs the bot' },
  setup: { module: './setup', purpose: 'sets up Slack, Zoom and the policy, step by step' },
  doctor: { module: './doctor', purpose: 'checks everything, and says how to fix what is wrong' },
  policy: { module: './policy', purpose: 'says what policy.yml means, and finds mistakes in it' },
  audit: { module: './audit', purpose: 'verifies the audit log, or exports it' },
  backup: { module: './backup', purpose: 'makes a checked copy of the database' },
  erase: { module: './erase', purpose: 'takes a person out of the database' },
  licences: {
    module: './licences',
    purpose: 'says which Zoom licences lie idle, and why people keep theirs',
  },
  sandbox: {
    module: '../../sandbox/cli',
    purpose: 'the bot with a local Slack and a local Zoom, to try it out',
  },
} as const;

/** The sandbox needs no settings, and setup reads and writes `.env` itself. */
const withoutEnvFile = ['sandbox', 'setup'];

const OLDEST_NODE = 24;

const place = (module: string) =>
  fileURLToPath(new URL(`${module}${extname(import.meta.url)}`, import.meta.url));
const commands = Object.entries(all);

const help = `frontdesk <command> [arguments]

${commands.map(([name, { purpose }]) => `  ${name.padEnd(9)} ${purpose}`).join('\n')}

Settings are read from the environment and from .env in this folder, rules from policy.yml.
frontdesk <command> --help says more of a command; frontdesk --version says which version this is.
`;

/** Starts a command in this process. @returns the exit code, where nothing was started */
async function run(name: string | undefined, args: readonly string[]): Promise<number | undefined> {
  const wantsHelp = (word: string | undefined) => word === '--help' || word === '-h';
  if (name === undefined || name === 'help' || wantsHelp(name)) {
    (name === undefined ? process.stderr : process.stdout).write(help);
    return name === undefined ? 2 : 0;
  }
  if (name === '--version' || name === '-v') {
    const about = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    process.stdout.write(`${(JSON.parse(about) as { version: string }).version}\n`);
    return 0;
  }
  const command = commands.find(([one]) => one === name)?.[1];
  if (!command) return refuse(`There is no command ${name}. ${didYouMean(name, Object.keys(all))}`);
  if (name === 'start' && args.length > 0) {
    if (!args.some(wantsHelp)) return refuse('frontdesk start takes no arguments.');
    process.stdout.write(
      `frontdesk start ${command.purpose}: it reads .env and policy.yml in this folder.\n`,
    );
    return 0;
  }
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    process.stderr.write(`Frontdesk needs Node ${OLDEST_NODE} or newer; this is ${process.version}.\n`);
    return 1;
  }
  if (!withoutEnvFile.includes(name)) readEnvFile();
  const module = place(command.module);
  // The command finds its name and its arguments where they are when Node starts it by itself.
  process.argv.splice(1, process.argv.length - 1, module, ...args);
  await import(pathToFileURL(module).href);
  return undefined;
}

/** One that this user may not read is left out, as by Node: each command says so when it misses something. */
function readEnvFile(): void {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if (!/^(ENOENT|EACCES|EPERM)$/.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function refuse(sentence: string): number {
  process.stderr.write(`${sentence}\nfrontdesk --help shows what there is.\n`);
  return 2;
}

const [name, ...rest] = process.argv.slice(2);
// npm takes "--" before the arguments, so people write it here too.
const code = await run(name, rest[0] === '--' ? rest.slice(1) : rest);
if (code !== undefined) process.exitCode = code;
