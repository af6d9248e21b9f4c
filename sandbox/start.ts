import { openSandbox } from './open.ts';

/**
 * `npm run sandbox`: see {@link openSandbox}.
 *
 * @throws what the server throws when the port is taken
 */
export async function start(port: number): Promise<void> {
  const { LOG_LEVEL: logLevel } = process.env;
  const sandbox = await openSandbox({ port, ...(logLevel ? { logLevel } : {}) });

  process.stdout.write(`
  Frontdesk is open:  ${sandbox.url.replace('127.0.0.1', 'localhost')}

  A tour of six short stories begins in the page. Or try it as Ada:

                      /zoom status
                      /zoom add-assistant @mia
                      /zoom change-email ada.king@example.com
  Then switch to Grace at the top left and approve the request.

  Press Ctrl+C to stop.
`);

  const stop = async () => {
    await sandbox.close();
    process.exit(0);
  };
  process.once('SIGINT', () => void stop());
  process.once('SIGTERM', () => void stop());
}
