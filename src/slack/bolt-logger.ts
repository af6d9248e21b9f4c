import { type Logger as BoltLogger, LogLevel } from '@slack/web-api';
import type { Logger } from '../log.ts';

/** Bolt's log lines in our log, with our redaction. Bolt's "info" is chatter here. */
export function boltLogger(logger: Logger): BoltLogger {
  const line =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) =>
      logger[level](
        { from: 'bolt' },
        parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '),
      );
  return {
    debug: line('debug'),
    info: line('debug'),
    warn: line('warn'),
    error: line('error'),
    setLevel: () => undefined,
    getLevel: () => (logger.isLevelEnabled('debug') ? LogLevel.DEBUG : LogLevel.WARN),
    setName: () => undefined,
  };
}
