import { BlockList, isIP } from 'node:net';
import { z } from 'zod';

/** The company's proxies, as the environment names them; `null`: none. */
export interface Proxies {
  readonly https: URL | null;
  readonly http: URL | null;
  /** Hosts that are reached directly, separated by commas or spaces. */
  readonly except: string;
}

/** Everything is reached directly. */
export const noProxies: Proxies = { https: null, http: null, except: '' };

const proxy = (name: string) =>
  z
    .string()
    .optional()
    .transform((value, context) => {
      if (value === undefined) return undefined;
      // Without a scheme, as curl takes it: proxy.example.com:3128.
      const text = value.includes('://') ? value : `http://${value}`;
      const complain = (message: string) => {
        context.addIssue({ code: 'custom', message });
        return z.NEVER;
      };
      const url = URL.canParse(text) ? new URL(text) : undefined;
      if (!url?.hostname) {
        return complain(
          `${name} is not an address. It should look like http://proxy.example.com:3128; in a password write @ as %40, # as %23 and / as %2F.`,
        );
      }
      if (url.protocol !== 'http:' && url.protocol !== 'https:') {
        return complain(`${name} must be an HTTP proxy, which starts with http:// or https://.`);
      }
      try {
        decodeURIComponent(url.username + url.password);
      } catch {
        return complain(`${name} has a % in its name or password. Write it as %25.`);
      }
      return url;
    });

/** The variables that name proxies, as everywhere; small letters count too. */
export const proxyVariables = {
  HTTPS_PROXY: proxy('HTTPS_PROXY'),
  HTTP_PROXY: proxy('HTTP_PROXY'),
  ALL_PROXY: proxy('ALL_PROXY'),
  NO_PROXY: z.string().optional(),
};

/** The proxies that variables name, after {@link proxyVariables} checked them. */
export function proxiesOf(set: Partial<z.output<z.ZodObject<typeof proxyVariables>>>): Proxies {
  const all = set.ALL_PROXY ?? null;
  return { https: set.HTTPS_PROXY ?? all, http: set.HTTP_PROXY ?? all, except: set.NO_PROXY ?? '' };
}

/** The proxy on the way to an address; `null`: it is reached directly. */
export function proxyFor(address: string | URL, { https, http, except }: Proxies): URL | null {
  const url = new URL(address);
  const secure = url.protocol === 'https:' || url.protocol === 'wss:';
  const found = secure ? https : http;
  return found && !isExcepted(url, secure ? '443' : '80', except) ? found : null;
}

/**
 * Whether `NO_PROXY` names a host. As curl reads it: `example.com` and `.example.com` are the host and everything below,
 * `*.example.com` what is below, `*` everything, `10.0.0.0/8` the addresses of a network; `:8443` behind a host narrows it to
 * a port.
 */
function isExcepted(url: URL, defaultPort: string, except: string): boolean {
  const host = bare(url.hostname);
  const port = url.port || defaultPort;
  return except.split(/[\s,]+/).some((entry) => {
    if (isInNetwork(host, entry)) return true;
    const [, name = '', only] = /^(\[.*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (!name || (only !== undefined && only !== port)) return false;
    if (name === '*') return true;
    const below = bare(name.replace(/^\*?\./, ''));
    return host.endsWith(`.${below}`) || (host === below && !name.startsWith('*'));
  });
}

/** Whether a host is an address in a network such as `10.0.0.0/8` or `fd00::/8`. */
function isInNetwork(host: string, network: string): boolean {
  const [, start = '', bits = ''] = /^(.+)\/(\d{1,3})$/.exec(network) ?? [];
  const version = isIP(bare(start));
  if (version === 0 || isIP(host) !== version || Number(bits) > (version === 4 ? 32 : 128)) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(bare(start), Number(bits), family);
  return list.check(host, family);
}

/** A host's name without the brackets of IPv6 and the dot at its end. */
function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}

/** A proxy as people may read it: without its name and password. */
export function proxyName(proxy: URL): string {
  return `${proxy.protocol}//${proxy.host}`;
}

/** `Proxy-Authorization` for a proxy with a name and a password. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (!username && !password) return undefined;
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(login).toString('base64')}`;
}

/** What of a proxy's address must be in no log: the password, as it is written and as it is sent. */
export function proxySecrets({ https, http }: Proxies): string[] {
  return [https, http].flatMap((one) =>
    one?.password
      ? [
          one.password,
          decodeURIComponent(one.password),
          proxyAuthorization(one)?.slice('Basic '.length) ?? '',
        ]
      : [],
  );
}
