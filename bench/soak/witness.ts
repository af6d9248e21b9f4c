import { operations } from '../../src/zoom/operations.ts';
import type { Witness } from '../../test/journeys/crash/witness.ts';

const idempotent = (operation: string) =>
  (operations as Record<string, { idempotent: boolean } | undefined>)[operation]?.idempotent === true;

/**
 * Sees through repetitions that have the effect of one: where the answer was lost, a call that may be repeated is
 * repeated at once. Any other call that comes twice is seen twice.
 */
export function withoutRepeats(witness: Witness): Witness {
  const once = (list: readonly string[], operationOf: (one: string) => string) =>
    list.filter((one, i) => one !== list[i - 1] || !idempotent(operationOf(one)));
  return {
    of(...who) {
      const { calls, changes } = witness.of(...who);
      return { calls: once(calls, (one) => one), changes: once(changes, (one) => one.split(' ')[1] ?? '') };
    },
  };
}
