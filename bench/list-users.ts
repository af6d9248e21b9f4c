import { Keyv } from 'keyv';
import pino from 'pino';
import { crowd } from '../sandbox/zoom/extra-users.ts';
import { startZoom } from '../sandbox/zoom/server.ts';
import { sendUsersFile } from '../src/commands/admin/users-file.ts';
import { rateLimits, type ZoomPlan } from '../src/zoom/limits/limits.ts';
import { createZoom } from '../src/zoom/zoom.ts';

/**
 * How a large account is written into a CSV file: time, calls, refused calls, the rate against the plan's limit, and what
 * it takes of memory: at most, and what is kept when what is no longer needed has been cleared away. The local Zoom runs in
 * a process of its own, so that the memory is the bot's alone.
 *
 *     node --expose-gc bench/list-users.ts [people] [plan] [ms between two calls of a person] [ms that Zoom takes]
 */
if (process.send) await beZoom();
else await measure(Number(process.argv[2] ?? 100_000), (process.argv[3] ?? 'pro') as ZoomPlan);

async function beZoom(): Promise<void> {
  const zoom = await startZoom();
  const [people = '0', plan, delay] = process.argv.slice(2);
  zoom.account.plan = plan as ZoomPlan;
  for (const user of crowd(zoom.account.id, Number(people))) zoom.account.users.push(user);
  const delayMs = Number(delay);
  if (delayMs > 0) zoom.faults.add({ operation: 'listUsers', kind: 'late', delayMs, times: 100_000 });
  const { apiUrl, oauthUrl, credentials } = zoom;
  process.send?.({ apiUrl, oauthUrl, credentials });
  process.on('message', () => {
    process.send?.({
      calls: zoom.calls.map(({ operation, status, at }) => ({ operation, status, at: at.getTime() })),
    });
  });
}

interface Seen {
  operation?: string;
  status?: number;
  at: number;
}

async function measure(people: number, plan: ZoomPlan): Promise<void> {
  const { fork } = await import('node:child_process');
  const child = fork(new URL(import.meta.url), [String(people), plan, process.argv[5] ?? '0']);
  const hear = <T>() => new Promise<T>((done) => child.once('message', (message) => done(message as T)));
  const address = await hear<{ apiUrl: string; oauthUrl: string; credentials: Credentials }>();
  const zoom = createZoom({
    apiUrl: address.apiUrl,
    oauthUrl: address.oauthUrl,
    ...address.credentials,
    plan,
    cache: new Keyv(),
    logger: pino({ level: 'warn' }),
  });
  await zoom.ping();

  const every = Number(process.argv[4] ?? 0);
  const waits: number[] = [];
  const person = async () => {
    const begin = performance.now();
    await zoom.users.list({ pageSize: 1 });
    waits.push(performance.now() - begin);
  };
  const asking = every > 0 ? setInterval(() => void person(), every) : undefined;

  global.gc?.();
  const before = process.memoryUsage();
  let [heap, external] = [0, 0];
  let bytes = 0;
  let [kept, keptBuffers, told] = [0, 0, 0];
  const watch = setInterval(() => {
    const used = process.memoryUsage();
    heap = Math.max(heap, used.heapUsed - before.heapUsed);
    external = Math.max(external, used.arrayBuffers - before.arrayBuffers);
  }, 50);
  const begin = performance.now();
  const { count } = await sendUsersFile({
    zoom,
    progress: async () => {
      if (++told % 25 !== 0) return;
      global.gc?.();
      const used = process.memoryUsage();
      kept = Math.max(kept, used.heapUsed - before.heapUsed);
      keptBuffers = Math.max(keptBuffers, used.arrayBuffers - before.arrayBuffers);
    },
    sendFile: async (_, content) => {
      bytes = content.length;
    },
  });
  const seconds = (performance.now() - begin) / 1_000;
  clearInterval(watch);
  clearInterval(asking);

  child.send('calls?');
  const { calls } = await hear<{ calls: Seen[] }>();
  const pages = calls.filter(({ operation }) => operation === 'listUsers');
  const span = ((pages.at(-1)?.at ?? 0) - (pages[0]?.at ?? 0)) / 1_000;
  const limit = rateLimits[plan].medium.perSecond;
  const fullest = pages.map(({ at }) => pages.filter((one) => one.at > at - 1_000 && one.at <= at).length);
  const mb = (value: number) => Number((value / 1024 / 1024).toFixed(1));
  console.table([
    {
      plan,
      people: count,
      seconds: Number(seconds.toFixed(1)),
      calls: pages.length,
      refused: calls.filter(({ status }) => status === 429).length,
      'calls a second': Number(((pages.length - 1) / span).toFixed(2)),
      'of the limit': `${(((pages.length - 1) / span / limit) * 100).toFixed(1)} %`,
      'most in a second': Math.max(...fullest),
      'file MB': mb(bytes),
      'heap MB above start': mb(heap),
      'heap MB kept': mb(kept),
      'buffers MB': mb(external),
      'buffers MB kept': mb(keptBuffers),
      ...(waits.length > 0
        ? { 'a person waits, ms p50': median(waits), max: Math.round(Math.max(...waits)) }
        : {}),
    },
  ]);
  child.kill();
  process.exit(0);
}

interface Credentials {
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

function median(values: readonly number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
}
