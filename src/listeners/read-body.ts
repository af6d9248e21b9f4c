import type { IncomingMessage } from 'node:http';

/** Slack's largest payloads (a full modal) stay well below this. */
const MAX_BODY = 1024 * 1024;
const READ_TIME = 5_000;

/** Why a body could not be read, as an HTTP status. */
export class BodyError extends Error {
  readonly status: 408 | 413 | 400;
  constructor(status: 408 | 413 | 400) {
    super(`body not read: ${status}`);
    this.status = status;
  }
}

/**
 * Reads the raw body.
 *
 * @throws BodyError when it is larger than {@link MAX_BODY}, trickles in for longer than five seconds, or breaks off
 */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (status: 408 | 413 | 400) => {
      clearTimeout(timer);
      request.removeAllListeners('data');
      request.resume();
      reject(new BodyError(status));
    };
    const timer = setTimeout(() => stop(408), READ_TIME);
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) return stop(413);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) return stop(413);
      chunks.push(chunk);
    });
    request.once('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks));
    });
    request.once('error', () => stop(400));
    request.once('aborted', () => stop(400));
  });
}
