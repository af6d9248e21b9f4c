import { createRequire } from 'node:module';

type Bolt = typeof import('@slack/bolt');

const require = createRequire(import.meta.url);
const fileOf = (name: string) => require.resolve(`@slack/bolt/dist/${name}.js`);

/**
 * Bolt's App without the receivers that come with it. Its index loads all of them and its App two, and with them
 * Express, OAuth, JSON Web Tokens and a second `fetch`: 60 ms and 30 MiB at every start, most of what Bolt costs. An App
 * that is given a receiver never touches them.
 */
export function loadApp(): Bolt['App'] {
  try {
    return loadAppAlone();
  } catch {
    // A Bolt whose files are elsewhere. A test tells that the start got slower.
    return (require('@slack/bolt') as Bolt).App;
  }
}

function loadAppAlone(): Bolt['App'] {
  const unused = ['receivers/HTTPReceiver', 'receivers/SocketModeReceiver']
    .map(fileOf)
    .filter((file) => !require.cache[file]);
  for (const file of unused) require.cache[file] = { exports: {}, loaded: true } as NodeJS.Module;
  try {
    return (require(fileOf('App')) as { default: Bolt['App'] }).default;
  } finally {
    // Whoever asks for them by name gets the real ones.
    for (const file of unused) delete require.cache[file];
  }
}

/** Socket Mode's receiver, for those who use it. */
export function loadSocketModeReceiver(): Bolt['SocketModeReceiver'] {
  return (require('@slack/bolt') as Bolt).SocketModeReceiver;
}
