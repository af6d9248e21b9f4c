import { proxyFor, proxyName } from '../../network/proxies.ts';
import { reasonOf } from '../../network/reason.ts';
import { bad, type CheckResult, good, skipped } from './check-result.ts';
import type { DoctorContext } from './context.ts';

const TIMEOUT = 10_000;

/** How Slack and Zoom are reached, directly or through a proxy, and whether the way is open. */
export async function checkWayOut(context: DoctorContext): Promise<CheckResult[]> {
  const origins = await originsOf(context);
  if (origins.length === 0) return [skipped('way out', 'the addresses of Slack and Zoom cannot be used.')];
  const tried = await Promise.all(
    origins.map(async (origin) => ({
      origin,
      way: wayTo(origin, context),
      ...(await tryOut(origin, context)),
    })),
  );
  const open = tried.filter(({ problem }) => problem === null);
  const ways = [...new Set(open.map(({ way }) => way))];
  return [
    ...ways.map((way) => {
      const hosts = open.filter((one) => one.way === way).map(({ origin }) => origin.host);
      return good('way out', `${way} to ${hosts.join(', ')}: the way is open.`);
    }),
    ...tried.flatMap(({ origin, way, problem }) =>
      problem === null
        ? []
        : [
            bad(
              'way out',
              `${way} to ${origin.host}: no way (${problem}).`,
              fixFor(problem, origin, context),
            ),
          ],
    ),
  ];
}

/** Everything that the bot calls, each address once. */
async function originsOf({ settings, connection }: DoctorContext): Promise<URL[]> {
  const { SLACK_API_URL, ZOOM_API_URL, ZOOM_OAUTH_URL } = settings;
  const websocket = (await connection())?.url.replace(/^ws/, 'http');
  const collector = settings.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  const addresses = [SLACK_API_URL, websocket, ZOOM_API_URL, ZOOM_OAUTH_URL, collector];
  const origins = addresses.flatMap((one) => (one && URL.canParse(one) ? [new URL(one).origin] : []));
  return [...new Set(origins)].map((origin) => new URL(origin));
}

function wayTo(origin: URL, { wayOut }: DoctorContext): string {
  const proxy = proxyFor(origin, wayOut.proxies);
  return proxy ? `Through the proxy ${proxyName(proxy)}` : 'Directly';
}

/** Whatever answers there, the way is open. */
async function tryOut(origin: URL, { wayOut }: DoctorContext): Promise<{ problem: string | null }> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT);
    await wayOut.fetch(origin, { method: 'HEAD', redirect: 'manual', signal });
    return { problem: null };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

function fixFor(problem: string, origin: URL, { wayOut }: DoctorContext): string {
  const proxy = proxyFor(origin, wayOut.proxies);
  if (/CERT|SELF_SIGNED|UNABLE_TO/.test(problem)) {
    return 'Put your company’s CA certificate into a file and name it in NODE_EXTRA_CA_CERTS.';
  }
  if (/answered 407/.test(problem)) {
    return 'The proxy wants a name and a password: HTTPS_PROXY=http://name:password@host:port; in a password write @ as %40, # as %23 and / as %2F.';
  }
  if (/the proxy answered/.test(problem)) {
    return `Ask whoever runs the proxy to allow CONNECT to ${origin.hostname}:${origin.port || (origin.protocol === 'https:' ? 443 : 80)}.`;
  }
  if (proxy) return 'Check the address in HTTPS_PROXY (or NO_PROXY), and that the proxy runs.';
  return wayOut.proxies.http || wayOut.proxies.https
    ? 'NO_PROXY names this host, or the proxy is for other addresses: HTTPS_PROXY is for https.'
    : 'Check the network. Where only a proxy leads out, set HTTPS_PROXY.';
}
