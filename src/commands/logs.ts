import type { Mrkdwn } from '../views/mrkdwn.ts';
import type { Change } from './plan.ts';

/** Requests as they are shown to people. */
export interface RequestLog {
  /** The person's own, the newest first. */
  mine(limit: number): Promise<readonly LoggedRequest[]>;
  /** Everybody's; those that wait for a decision first. */
  all(limit: number): Promise<readonly LoggedRequest[]>;
}

export interface LoggedRequest {
  readonly id: string;
  readonly what: Mrkdwn;
  readonly requesterSlackId: string;
  readonly state: Mrkdwn;
  readonly canWithdraw: boolean;
}

/** The log of decisions and changes. */
export interface AuditReader {
  /** The newest first. */
  entries(filter: AuditFilter, limit: number): Promise<readonly AuditEntry[]>;
}

export interface AuditFilter {
  /** Slack id of who asked or decided. */
  readonly person?: string | undefined;
  readonly command?: string | undefined;
  readonly event?: string | undefined;
  /** The email address of the account that was changed. */
  readonly account?: string | undefined;
  /** Only entries of the last so many milliseconds. */
  readonly within?: number | undefined;
  /** Only entries before this one. */
  readonly before?: number | undefined;
}

export interface AuditEntry {
  readonly seq: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly event: string;
  readonly actor: string;
  readonly requester: string;
  readonly command: string;
  readonly subject: string;
  readonly changes: readonly Change[];
  readonly detail: string;
}
