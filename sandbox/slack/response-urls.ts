import { makeSecret } from './ids.ts';

/** What a `response_url` may answer: where, to whom, and the message that was acted on. */
export interface ReplyTarget {
  readonly user: string;
  readonly channel: string;
  /** The message whose element was used; absent for a slash command. */
  readonly messageTs?: string;
}

type ReplyError = 'expired_url' | 'used_url';

/** Issues `response_url`s: five uses within thirty minutes (Slack's docs on interactivity). */
export interface ResponseUrls {
  /** The path below the server's own address. */
  issue(target: ReplyTarget): string;
  /** Counts one use. Returns Slack's error code as a string when it is not valid. */
  use(path: string): ReplyTarget | ReplyError;
  clear(): void;
}

/** @param ttlMs 30 minutes at Slack */
export function createResponseUrls(teamId: string, ttlMs: number, uses = 5): ResponseUrls {
  const issued = new Map<string, { target: ReplyTarget; at: number; left: number }>();
  return {
    issue(target) {
      const path = `/hooks/${teamId}/${Date.now()}/${makeSecret(12)}`;
      issued.set(path, { target, at: performance.now(), left: uses });
      if (issued.size > 5000) issued.delete(issued.keys().next().value ?? '');
      return path;
    },
    use(path) {
      const found = issued.get(path);
      if (!found || performance.now() - found.at > ttlMs) return 'expired_url';
      if (found.left <= 0) return 'used_url';
      found.left -= 1;
      return found.target;
    },
    clear: () => issued.clear(),
  };
}
