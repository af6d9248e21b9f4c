import { start } from '../lib/child.ts';
import { quantile, round } from '../lib/figures.ts';
import type { Upstream } from '../lib/start-upstream.ts';

const TIMES = 7;

/**
 * From the start of the process until it is ready, the CPU that this takes, and the memory then; in turn, the median of
 * seven. Where others work on the machine, CPU is steadier than time.
 *
 * CPU and memory are asked for after the bot has said that it is ready: what it then loads for the first command (axios) is
 * in both. Tables are up to date, as at most starts.
 */
export async function starts(
  upstream: Upstream,
  sqlite: (name: string) => Record<string, string>,
): Promise<void> {
  const files = ['bare-http', 'bare-bolt', 'bot'] as const;
  const ready: Record<string, number[]> = { 'bare-http': [], 'bare-bolt': [], bot: [] };
  const cpu: Record<string, number[]> = { 'bare-http': [], 'bare-bolt': [], bot: [] };
  const rss: Record<string, number[]> = { 'bare-http': [], 'bare-bolt': [], bot: [] };
  for (let i = -1; i < TIMES; i++) {
    for (const file of files) {
      const one = await start(file, file, sqlite('start'));
      const usage = await one.usage();
      // The first round fills the compile cache.
      if (i < 0) {
        await one.end();
        continue;
      }
      one.stop();
      ready[file]?.push(one.ready);
      cpu[file]?.push(usage.cpu / 1000);
      rss[file]?.push(usage.rss / 2 ** 20);
    }
  }
  await upstream.reset();
  const ms = (file: string) => round(quantile(ready[file] ?? [], 0.5), 0);
  const cpuMs = (file: string) => round(quantile(cpu[file] ?? [], 0.5), 0);
  const mib = (file: string) => round(quantile(rss[file] ?? [], 0.5), 0);
  console.log('start to ready in ms, CPU until then in ms, resident memory then in MiB');
  console.table(
    Object.fromEntries(
      files.map((file) => [
        file,
        {
          ready: ms(file),
          'ready, of bare Bolt': round(ms(file) / ms('bare-bolt')),
          CPU: cpuMs(file),
          'CPU, of bare Bolt': round(cpuMs(file) / cpuMs('bare-bolt')),
          memory: mib(file),
          'memory, of bare Bolt': round(mib(file) / mib('bare-bolt')),
        },
      ]),
    ),
  );
}
