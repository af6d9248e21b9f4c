import type pino from 'pino';

/** The part of pino's logger that calls to Zoom need. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;
