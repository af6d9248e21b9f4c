import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Sends the contestant's port to the bench, then its CPU and memory use whenever it is asked, until it is told to end. */
export function report(port: number): void {
  process.on('message', (word) => {
    if (word === 'end') process.exit(0);
    if (word === 'collect garbage') {
      setFlagsFromString('--expose-gc');
      runInNewContext('gc')();
    }
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system, rss: process.memoryUsage().rss });
  });
  process.send?.({ port });
}
