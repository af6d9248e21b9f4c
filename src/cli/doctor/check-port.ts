import { createServer } from 'node:net';
import { bad, type Finding, good, skipped } from './finding.ts';
import type { Situation } from './situation.ts';

/** Whether the bot can listen on its port, or does so already. */
export async function checkPort({ set, running }: Situation): Promise<Finding[]> {
  const { PORT: port } = set;
  if (port === undefined) return [skipped('port', 'PORT cannot be used.')];
  if (port === 0) return [good('port', 'Any free port is taken.')];
  if (await running()) return [good('port', `A Frontdesk is running on port ${port}.`)];
  const code = await tryPort(port);
  if (!code) return [good('port', `Port ${port} is free.`)];
  return [
    code === 'EACCES'
      ? bad('port', `Port ${port} may not be used by this user.`, 'Set PORT to 1024 or more.')
      : bad('port', `Port ${port} is in use by another program.`, 'Stop that program or set PORT.'),
  ];
}

/** @returns why not, in Node's word; nothing when it can be listened on */
function tryPort(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen(port, () => server.close(() => resolve(undefined)));
  });
}
