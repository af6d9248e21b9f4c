import type { HttpFault } from '../http.ts';
import { ZoomError } from '../zoom-error.ts';
import type { Asked } from './classify.ts';
import type { ErrorKind } from './meanings.ts';

/** The error of a call that got no whole answer: unreachable, cut off, too large, too late or called off. */
export function lost(asked: Asked, fault: HttpFault, deadline: AbortSignal, caller?: AbortSignal): ZoomError {
  return new ZoomError({
    operation: asked.operation,
    kind: meaningOf(fault, deadline, caller),
    effect: asked.changes && fault.kind !== 'before-sending' ? 'unknown' : 'none',
    reason: fault.code,
  });
}

function meaningOf(fault: HttpFault, deadline: AbortSignal, caller?: AbortSignal): ErrorKind {
  if (caller?.aborted) return 'cancelled';
  if (deadline.aborted) return 'zoom-timeout';
  return fault.kind === 'too-large' ? 'unreadable-answer' : 'zoom-unreachable';
}
