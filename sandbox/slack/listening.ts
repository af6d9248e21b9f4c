import type { Server } from 'node:net';

/** Waits until a server listens and gives its address, `http://host:port`. Rejects when it cannot. */
export function listening(
  server: Pick<Server, 'address' | 'listening' | 'once'>,
  host: string,
): Promise<string> {
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return new Promise((resolve, reject) => {
    const done = () => {
      const address = server.address();
      if (typeof address === 'object' && address) resolve(`http://${name}:${address.port}`);
      else reject(new Error('The local Slack listens on no port'));
    };
    if (server.listening) done();
    server.once('listening', done);
    server.once('error', reject);
  });
}
