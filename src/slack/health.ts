import type { HttpServer } from './http-server.ts';
import { sendJson } from './http-server.ts';

/** A part that has to be reachable before the bot is ready. */
export interface Probe {
  readonly name: 'store' | 'slack' | 'zoom';
  readonly check: () => Promise<unknown>;
}

const PROBE_TIME = 3_000;
/** Slack and Zoom are not asked for every look of an orchestrator. */
const REMEMBER = 10_000;

/**
 * `GET /healthz`: the process is alive. `GET /readyz`: store, Slack and Zoom can be reached, 503 and the names of those
 * that cannot otherwise. Neither tells more than that.
 */
export function registerHealth(server: HttpServer, probes: readonly Probe[]): void {
  server.route('GET /healthz', async (_, response) => sendJson(response, 200, { ok: true }));
  let last: { at: number; failing: Promise<string[]> } | undefined;
  server.route('GET /readyz', async (_, response) => {
    if (!last || Date.now() - last.at > REMEMBER) last = { at: Date.now(), failing: failingOf(probes) };
    const failing = await last.failing;
    // A failure is looked at again at the next question.
    if (failing.length > 0) last = undefined;
    sendJson(
      response,
      failing.length === 0 ? 200 : 503,
      failing.length === 0 ? { ok: true } : { ok: false, failing },
    );
  });
}

async function failingOf(probes: readonly Probe[]): Promise<string[]> {
  const results = await Promise.all(
    probes.map(async ({ name, check }) => {
      const timeout = new Promise<never>((_, reject) =>
        setTimeout(reject, PROBE_TIME, new Error('timeout')).unref(),
      );
      try {
        await Promise.race([check(), timeout]);
        return [];
      } catch {
        return [name];
      }
    }),
  );
  return results.flat();
}
