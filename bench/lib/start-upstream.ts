import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { signingSecret } from './command.ts';

/** What the upstream has seen since it was last reset. */
interface Seen {
  /** Milliseconds between Zoom's last answer for a person and the bot's reply to them. */
  readonly delays: readonly number[];
  readonly calls: {
    readonly zoom: number;
    readonly slack: number;
    readonly tokens: number;
    readonly replies: number;
    /** Notes that it takes longer; no replies. */
    readonly patience: number;
    /** Replies that say that a change is made. */
    readonly done: number;
  };
}

export interface Upstream {
  readonly url: string;
  /** The bot's environment with this Slack and this Zoom. */
  env(database: string): Record<string, string>;
  reset(): Promise<void>;
  seen(): Promise<Seen>;
  stop(): void;
}

export async function startUpstream(): Promise<Upstream> {
  const child: ChildProcess = spawn(process.execPath, ['bench/lib/upstream.ts'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const url = `http://127.0.0.1:${port}`;
  const key = randomBytes(32).toString('base64');
  return {
    url,
    env: (database) => ({
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: `${url}/api/`,
      ...{ ZOOM_ACCOUNT_ID: 'bench', ZOOM_CLIENT_ID: 'bench', ZOOM_CLIENT_SECRET: 'bench-client-secret' },
      ZOOM_API_URL: `${url}/v2`,
      ZOOM_OAUTH_URL: `${url}/oauth/token`,
      ZOOM_PLAN: 'business',
      DATABASE_URL: database,
      ENCRYPTION_KEY: key,
      POLICY_FILE: 'bench/policy.yml',
      LOG_LEVEL: 'error',
    }),
    async reset() {
      child.send('reset');
      await once(child, 'message');
    },
    async seen() {
      child.send('seen');
      const [seen] = (await once(child, 'message')) as [Seen];
      return seen;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
