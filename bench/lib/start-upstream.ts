import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { botEnvironment } from '../../sandbox/environment.ts';
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
  /** Whether Zoom leaves its calls unanswered. */
  hang(on: boolean): Promise<void>;
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
  return {
    url,
    env: (database) => ({
      ...botEnvironment({
        slack: { botToken: 'xoxb-bench', signingSecret, apiUrl: `${url}/api/` },
        zoom: {
          credentials: { accountId: 'bench', clientId: 'bench', clientSecret: 'bench-client-secret' },
          apiUrl: `${url}/v2`,
          oauthUrl: `${url}/oauth/token`,
        },
        database,
        policyFile: 'bench/policy.yml',
        logLevel: 'error',
      }),
      ZOOM_PLAN: 'business',
    }),
    async hang(on) {
      child.send(on ? 'hang' : 'answer');
      await once(child, 'message');
    },
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
