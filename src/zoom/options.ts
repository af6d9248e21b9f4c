import type { Keyv } from 'keyv';
import type pino from 'pino';
import type { WayOut } from '../network/way-out.ts';
import type { SharedState } from '../store/shared-state.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Priority, ZoomPlan } from './limits/limits.ts';

/** The part of pino's logger that calls to Zoom need. */
export type Logger = Pick<pino.Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Counts and traces each request to Zoom. */
export type Observer = Pick<Telemetry, 'zoomCall' | 'span'>;

/** What it takes to speak with one Zoom account by Server-to-Server OAuth. */
export interface ZoomOptions {
  /** `https://api.zoom.us/v2` */
  readonly apiUrl: string;
  /** `https://zoom.us/oauth/token` */
  readonly oauthUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Keeps the access token between starts and between replicas; its store encrypts at rest. */
  readonly cache: Keyv;
  /** The account's plan, for its rate limits; `pro` unless told. */
  readonly plan?: ZoomPlan;
  /** Licences that the account has bought, for where Zoom does not tell. */
  readonly licencesBought?: () => number | undefined;
  /** Where the processes of the desk agree who calls Zoom; without it this one is taken for the only one. */
  readonly sharedState?: SharedState;
  readonly logger: Logger;
  /** Counts and traces the calls; nothing does unless told. */
  readonly telemetry?: Observer;
  /** Through which proxy; directly unless told. */
  readonly wayOut?: WayOut;
  /** Longest time of a whole call, waiting and body included; 10 s unless told. Bulk work may wait longer for its turn. */
  readonly timeoutMs?: number;
}

/** What every call takes last. */
export interface CallOptions {
  /** Calls it off; the call ends in a ZoomError `cancelled`. */
  readonly signal?: AbortSignal;
  /** A person, unless told. */
  readonly priority?: Priority;
}
