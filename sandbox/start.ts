import { openSandbox } from './open.ts';

/** Whose Slack is in another language than English, so that there is something to see; the page changes it for anybody. */
const languages = {
  U0OTTO: 'de-DE',
  U0NOOR: 'fr-FR',
  U0LEA: 'es-ES',
  U0GINA: 'pt-BR',
  U0IVY: 'ja-JP',
};

/**
 * `npm run sandbox`: see {@link openSandbox}.
 *
 * @throws what the server throws when the port is taken
 */
export async function start(port: number): Promise<void> {
  // The warnings of its policy are for those who run a desk, not for those who try one.
  const sandbox = await openSandbox({ port, logLevel: process.env.LOG_LEVEL || 'error' });
  await Promise.all(
    Object.entries(languages).map(([user, locale]) =>
      fetch(`${sandbox.url}/sandbox/language`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ user, locale }),
      }),
    ),
  );

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
