import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { botEnvironment } from '../../sandbox/environment.ts';
import { type SlackOptions, type SlackSandbox, startSlack } from '../../sandbox/slack/server.ts';
import { startZoom, type ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { compileCache } from '../simulation/bot-process.ts';
import { defaultPolicy } from '../support/workplace.ts';

/** A Slack, a Zoom and an environment without faults; each test then breaks one thing. */
export interface Clinic {
  readonly slack: SlackSandbox;
  readonly zoom: ZoomSandbox;
  readonly folder: string;
  readonly env: Record<string, string>;
}

export async function openClinic(options: SlackOptions = {}): Promise<Clinic> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-doctor-'));
  const [zoom, slack] = await Promise.all([startZoom(), startSlack(options)]);
  onTestFinished(async () => {
    await Promise.all([slack.close(), zoom.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  slack.workspace.scopes.clear();
  const scopes: string[] = parse(readFileSync('manifest.yml', 'utf8')).oauth_config.scopes.bot;
  for (const scope of scopes) slack.workspace.scopes.add(scope);
  writeFileSync(join(folder, 'policy.yml'), defaultPolicy);
  const database = `file:${join(folder, 'data', 'desk.db')}`;
  // Without a key, so that the bot's own key file beside the database is checked.
  const { ENCRYPTION_KEY: _, ...settings } = botEnvironment({ slack, zoom, database, mode: 'socket' });
  const env = { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compileCache, ...settings };
  return { slack, zoom, folder, env };
}

export interface Visit {
  readonly status: number | null;
  readonly text: string;
}

/** Runs the doctor as `npm run doctor` does, in a process of its own. */
export function runDoctor({ env, folder }: Clinic, ...args: string[]): Promise<Visit> {
  const child = spawn(process.execPath, [resolve('src/cli/doctor.ts'), ...args], { cwd: folder, env });
  let text = '';
  child.stdout.on('data', (part: Buffer) => {
    text += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    text += part.toString();
  });
  return new Promise((done) => child.once('close', (status) => done({ status, text })));
}

/** What the doctor finds that is not good, as `mark check: sentence`. */
export async function complaints(clinic: Clinic): Promise<{ status: number | null; lines: string[] }> {
  const { status, text } = await runDoctor(clinic, '--json');
  const { findings } = JSON.parse(text) as {
    findings: Record<'check' | 'level' | 'says' | 'mend', string>[];
  };
  const lines = findings
    .filter((one) => one.level !== 'good')
    .map((one) => `${one.level} ${one.check}: ${one.says} → ${one.mend}`);
  return { status, lines };
}
