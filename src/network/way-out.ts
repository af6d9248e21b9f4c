import type { ClientRequest, Agent as HttpAgent } from 'node:http';
import type { HttpsProxyAgent } from 'https-proxy-agent';
import { Agent, Dispatcher, Dispatcher1Wrapper, ProxyAgent } from 'undici';
import { noProxies, type Proxies, proxyAuthorization, proxyFor } from './proxies.ts';

/** How everything leaves this process: directly, or through the company's proxy. */
export interface WayOut {
  readonly proxies: Proxies;
  /** For calls of Slack's Web API, for `response_url` and files. */
  readonly fetch: (url: string | URL, init?: object) => Promise<Response>;
  /** For the websocket of Socket Mode; `undefined`: directly. */
  readonly dispatcher: Dispatcher | undefined;
  /** For clients on `node:http`; `undefined`: directly. */
  agentFor(url: string): Promise<HttpAgent | undefined>;
}

/** Without a proxy. */
export const direct: WayOut = {
  proxies: noProxies,
  fetch: (url, init) => fetch(url, init),
  dispatcher: undefined,
  agentFor: async () => undefined,
};

/** Connections are tunnelled with CONNECT, also those over http: a proxy sees names and ports, and nothing else. */
export function createWayOut(proxies: Proxies): WayOut {
  if (!proxies.https && !proxies.http) return direct;
  const dispatcher = new ProxyDispatcher(proxies);
  // The fetch of Node itself speaks to the dispatchers of an older undici.
  const wrapped = new Dispatcher1Wrapper(dispatcher);
  const agents = new Map<string, Promise<HttpAgent>>();
  return {
    proxies,
    dispatcher,
    fetch: (url, init) => fetch(url, { ...init, dispatcher: wrapped } as object),
    async agentFor(url) {
      const proxy = proxyFor(url, proxies);
      if (!proxy) return undefined;
      const agent = agents.get(proxy.href) ?? createTunnelAgent(proxy);
      agents.set(proxy.href, agent);
      return agent;
    },
  };
}

/** Sends each request of undici through the proxy for its address. */
class ProxyDispatcher extends Dispatcher {
  readonly #proxies: Proxies;
  readonly #direct = new Agent({ allowH2: false });
  readonly #throughProxy = new Map<string, ProxyAgent>();

  constructor(proxies: Proxies) {
    super();
    this.#proxies = proxies;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const proxy = options.origin ? proxyFor(options.origin, this.#proxies) : null;
    const way = proxy ? this.#agentOf(proxy) : this.#direct;
    // A websocket needs a connection of its own, which HTTP/2 does not give it.
    return way.dispatch({ ...options, allowH2: false } as Dispatcher.DispatchOptions, handler);
  }

  #agentOf(proxy: URL): ProxyAgent {
    const known = this.#throughProxy.get(proxy.href);
    if (known) return known;
    const agent = new ProxyAgent({ uri: proxy.href, proxyTunnel: true, allowH2: false });
    this.#throughProxy.set(proxy.href, agent);
    return agent;
  }
}

type ConnectOptions = Parameters<HttpsProxyAgent<string>['connect']>[1];

/** An agent for `node:http` and `node:https`. Its library is loaded only where there is a proxy. */
async function createTunnelAgent(proxy: URL): Promise<HttpAgent> {
  const library = await import('https-proxy-agent');

  class TunnelAgent extends library.HttpsProxyAgent<string> {
    /**
     * The library takes the answer of a proxy that opens no tunnel for the answer of the server behind it. Here it is an
     * error before anything was sent.
     */
    override async connect(request: ClientRequest, options: ConnectOptions) {
      let status: number | undefined;
      request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
        status = statusCode;
      });
      try {
        const socket = await super.connect(request, options);
        if (status === 200) return socket;
        socket.destroy();
      } catch (error) {
        if (/^E(CONNREFUSED|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH)$/.test(codeOf(error))) throw error;
      }
      const code = status === undefined ? 'ERR_PROXY_LOST' : `ERR_PROXY_${status}`;
      throw Object.assign(new Error('The proxy opened no tunnel'), { code });
    }
  }

  const authorization = proxyAuthorization(proxy);
  // The library may show the proxy's address, so the password is not in it.
  return new TunnelAgent(`${proxy.protocol}//${proxy.host}`, {
    keepAlive: true,
    timeout: 30_000,
    ...(authorization ? { headers: { 'Proxy-Authorization': authorization } } : {}),
  });
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}
