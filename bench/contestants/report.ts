/** A contestant tells its port, and how much CPU and memory it has used whenever it is asked, until it is to end. */
export function report(port: number): void {
  process.on('message', (word) => {
    if (word === 'end') process.exit(0);
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system, rss: process.memoryUsage().rss });
  });
  process.send?.({ port });
}
