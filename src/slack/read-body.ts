import type { IncomingMessage } from 'node:http';

/** Slack's largest payloads (a full modal) stay well below this. */
const MAX_BODY = 1024 * 1024;

/** Why a body could not be read, as an HTTP status. */
export class BodyError extends Error {
  readonly status: 413 | 400;
  constructor(status: 413 | 400) {
    super(`body not read: ${status}`);
    this.status = status;
  }
}

/**
 * Reads the raw body. One that trickles in for longer than five seconds is broken off by the server.
 *
 * @throws BodyError when it is larger than {@link MAX_BODY} or breaks off
 */
export function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const stop = (status: 413 | 400) => {
      request.removeAllListeners('data');
      request.resume();
      reject(new BodyError(status));
    };
    if (Number(request.headers['content-length'] ?? 0) > MAX_BODY) return stop(413);
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) return stop(413);
      chunks.push(chunk);
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', () => stop(400));
    request.once('aborted', () => stop(400));
  });
}
