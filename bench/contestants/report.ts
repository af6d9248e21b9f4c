/** A contestant tells its port, and how much CPU and memory it has used whenever it is asked. */
export function report(port: number): void {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system, rss: process.memoryUsage().rss });
  });
  process.send?.({ port });
}
