import type { IncomingMessage } from 'node:http';

/** Slack's largest payloads (a full modal) stay well below this. */
const MAX_BODY = 256 * 1024;
/** How many bytes of unverified bodies are held at once, in all. */
const MAX_HELD = 16 * 1024 * 1024;

/** The status to answer with instead of reading on. */
export interface Unread {
  readonly status: 400 | 413 | 503;
}

export interface BodyReader {
  /** Reads the raw body of a request whose signature is not checked yet. The server answers 408 when that takes too long. */
  read(request: IncomingMessage): Promise<Buffer | Unread>;
  /** Bytes that are held of bodies that are still being read. */
  readonly held: number;
}

/**
 * Reads bodies before their sender is known, so there is a limit for each and one for all together. Above that
 * limit, the oldest unfinished body is dropped: Slack sends a body in one go, so a slow one is likely an attack on memory.
 */
export function createBodyReader({ maxBody = MAX_BODY, maxHeld = MAX_HELD } = {}): BodyReader {
  /** Gives up a body that is being read, the oldest first. */
  const underWay = new Set<() => void>();
  let held = 0;

  const read: BodyReader['read'] = (request) =>
    new Promise((resolve) => {
      let chunks: Buffer[] = [];
      let size = 0;
      const end = (result: Buffer | Unread) => {
        if (!underWay.delete(giveUp)) return;
        held -= size;
        chunks = [];
        request.removeListener('data', take);
        if (!Buffer.isBuffer(result)) request.resume();
        resolve(result);
      };
      const giveUp = () => end({ status: 503 });
      const take = (chunk: Buffer) => {
        size += chunk.length;
        held += chunk.length;
        chunks.push(chunk);
        if (size > maxBody) return end({ status: 413 });
        for (const oldest of underWay) {
          if (held <= maxHeld) break;
          oldest();
        }
      };
      underWay.add(giveUp);
      if (Number(request.headers['content-length'] ?? 0) > maxBody) return end({ status: 413 });
      request.on('data', take);
      request.once('end', () => end(Buffer.concat(chunks)));
      request.once('error', () => end({ status: 400 }));
      request.once('aborted', () => end({ status: 400 }));
      request.once('close', () => end({ status: 400 }));
    });

  return {
    read,
    get held() {
      return held;
    },
  };
}
