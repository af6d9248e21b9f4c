import type { NotificationKind, State } from '../../store/schema.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import type { Parts } from '../parts.ts';
import type { Request } from '../request.ts';
import type { Step } from '../transition.ts';

/** What a step of a request's life works with. */
export interface StepTools {
  readonly parts: Parts;
  /** Changes the state and tells what is to be told; `null` when somebody else was first. */
  move(request: Request, to: State, step: Step): Promise<Request | null>;
}

/** Moves a request on. What it returns is worked on at once; `null`: it waits or has ended. */
export type RunStep = (tools: StepTools, request: Request) => Promise<Request | null>;

const TRANSIENT = new Set([
  'zoom-busy',
  'rate-limited-second',
  'rate-limited-day',
  'zoom-unreachable',
  'zoom-server-error',
  'zoom-timeout',
]);

/** Zoom surely did nothing, and may well do it a little later. */
export function isTransient(error: unknown): boolean {
  return error instanceof ZoomError && error.effect === 'none' && TRANSIENT.has(error.kind);
}

/** A card exists for what had to be approved. */
export function cardOf(request: Request): NotificationKind[] {
  return request.rule?.access === 'approval' ? ['card'] : [];
}

/** Whoever waits in front of the screen gets a reply; after an approval or a doubt it is a direct message. */
export function endKind(request: Request): NotificationKind {
  return request.rule?.access === 'approval' || request.progress.unknownSince ? 'requester' : 'reply';
}

/** The change is surely not there, although it was tried. */
export function notDone(): ZoomError {
  return new ZoomError({ operation: 'getUser', kind: 'zoom-timeout', effect: 'none' });
}
