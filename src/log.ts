import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';

export type Logger = pino.Logger;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

type Fields = Readonly<Record<string, string>>;
const context = new AsyncLocalStorage<Fields>();

/** Adds these fields to every line that the work logs, in any module, so that one request can be followed in the log. */
export function inLogContext<T>(fields: Fields, work: () => T): T {
  return context.run({ ...context.getStore(), ...fields }, work);
}

const HIDDEN = '[hidden]';
const SECRET_KEY =
  /password|passcode|secret|token|authorization|cookie|response_?url|reply_?url|^zak$|(?:api|signing|encryption|private)_?key$/i;
const SECRET_SHAPES =
  /xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+|eyJ[\w-]+\.[\w-]+\.[\w-]*|Bearer\s+[\w.~+/=-]+|Basic\s+[\w+/=-]{8,}|https?:\/\/[^\s"]*\/(?:hooks|commands|actions)\/[^\s"]+|postgres(?:ql)?:\/\/\S+|https?:\/\/[^\s/@"]+@/gi;

/**
 * The log: JSON lines on stdout. Secrets are replaced by key (`token`, `password` …, at any depth) and by value: whatever
 * looks like a token of Slack or Zoom, and the secrets of this installation.
 *
 * @param secrets values that must never appear in the log, such as the Zoom client secret
 */
export function createLogger(
  level: LogLevel,
  secrets: readonly string[] = [],
  stream: pino.DestinationStream = process.stdout,
): Logger {
  // The longest first, because one may contain another.
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
    // The serialized line is parsed again, because only it contains everything, such as the causes of errors; replacing
    // in the parsed values keeps the JSON valid.
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

/** That a value is missing or a flag may be logged, also under the key of a secret. */
function isGiven(value: unknown): boolean {
  return value !== null && value !== '' && typeof value !== 'boolean';
}
