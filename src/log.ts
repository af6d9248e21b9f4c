import pino from 'pino';

export type Logger = pino.Logger;
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

const SECRET_KEYS = ['password', 'token', 'secret', 'authorization', 'response_url', 'replyUrl', 'zak'];
const SECRET_SHAPES =
  /xox[a-z]-[\w-]+|xapp-[\w-]+|Bearer\s+[\w.~+/=-]+|Basic\s+[\w+/=-]{8,}|https?:\/\/[^\s"]*\/(?:hooks|commands|actions)\/[^\s"]+|postgres(?:ql)?:\/\/[^\s"]+/gi;

/**
 * The log: JSON lines on stdout. Secrets are taken out twice, by key (`token`, `password` …) and by value: the
 * shapes of Slack's and Zoom's tokens, and the exact secrets of this installation.
 *
 * @param secrets values that must never appear, such as the Zoom client secret.
 */
export function createLogger(
  level: LogLevel,
  secrets: readonly string[] = [],
  stream: pino.DestinationStream = process.stdout,
): Logger {
  const exact = secrets.filter((secret) => secret.length >= 6);
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths, censor: '[hidden]' },
      hooks: {
        streamWrite: (line) => {
          let clean = line.replace(SECRET_SHAPES, '[hidden]');
          for (const secret of exact) clean = clean.replaceAll(secret, '[hidden]');
          return clean;
        },
      },
    },
    stream,
  );
}
