import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';

export type Logger = pino.Logger;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

type Fields = Readonly<Record<string, string>>;
const context = new AsyncLocalStorage<Fields>();

/** Everything that the work logs, wherever, carries these fields: so a request can be followed through the rooms. */
export function inLogContext<T>(fields: Fields, work: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, work);
}

const HIDDEN = '[hidden]';
const SECRET_KEY =
  /password|passcode|secret|token|authorization|cookie|response_?url|reply_?url|^zak$|(?:api|signing|encryption|private)_?key$/i;
const SECRET_SHAPES =
  /xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|eyJ[\w-]+\.[\w-]+\.[\w-]*|Bearer\s+[\w.~+/=-]+|Basic\s+[\w+/=-]{8,}|https?:\/\/[^\s"]*\/(?:hooks|commands|actions)\/[^\s"]+|postgres(?:ql)?:\/\/\S+/gi;

/**
 * The log: JSON lines on stdout. Secrets are taken out twice, by key (`token`, `password` …, however deep) and by
 * value: the shapes of Slack's and Zoom's tokens, and the exact secrets of this installation.
 *
 * @param secrets values that must never appear, such as the Zoom client secret.
 */
export function createLogger(
  level: LogLevel,
  secrets: readonly string[] = [],
  stream: pino.DestinationStream = process.stdout,
): Logger {
  // The longest first: one may be part of another.
  const exact = secrets.filter((secret) => secret.length >= 6).sort((a, b) => b.length - a.length);
  const clean = (text: string): string => {
    const known = exact.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
    return known.replace(SECRET_SHAPES, HIDDEN);
  };
  const options: pino.LoggerOptions = {
    level,
    base: null,
    mixin: () => ({ ...context.getStore() }),
    timestamp: pino.stdTimeFunctions.isoTime,
    // The finished line is read again: only there is everything as it will be written, errors and their causes too,
    // and a secret cut out of the values leaves the JSON whole.
    hooks: { streamWrite: (line) => `${JSON.stringify(redact(JSON.parse(line), clean))}\n` },
  };
  return pino(options, stream);
}

function redact(value: unknown, clean: (text: string) => string): unknown {
  if (typeof value === 'string') return clean(value);
  if (Array.isArray(value)) return value.map((one) => redact(one, clean));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      clean(key),
      SECRET_KEY.test(key) && isGiven(inner) ? HIDDEN : redact(inner, clean),
    ]),
  );
}

/** Whether there is a token may be told; what it is may not. */
function isGiven(value: unknown): boolean {
  return value !== null && value !== '' && typeof value !== 'boolean';
}
