import { openSandbox } from './open.ts';

/** `npm run sandbox`: see {@link openSandbox}; `SANDBOX_PORT` moves it. */
const port = Number(process.env.SANDBOX_PORT ?? 4000);
const { LOG_LEVEL: logLevel } = process.env;
const sandbox = await openSandbox({ port, ...(logLevel ? { logLevel } : {}) }).catch(
  (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE'
        ? `Port ${port} is in use. Stop the other program, or choose another port: SANDBOX_PORT=4100 npm run sandbox`
        : error.message;
    process.stderr.write(`${reason}\n`);
    process.exit(1);
  },
);

process.stdout.write(`
  Frontdesk is open:  http://localhost:${new URL(sandbox.url).port}

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
