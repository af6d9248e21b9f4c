import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import type { Remark } from './remark.ts';

type Path = (string | number)[];

/**
 * What a validator found, in sentences about the file.
 *
 * @param keysAt the keys that may stand in the block at a place
 */
export function issueRemarks(
  issue: z.core.$ZodIssue,
  accesses: readonly string[],
  keysAt: (path: readonly (string | number)[]) => readonly string[],
): Remark[] {
  const path = issue.path as Path;
  const where = path.length > 0 ? path.join('.') : 'the file';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      says: `${where} has an unknown key “${key}”. ${didYouMean(key, keysAt(path))}`,
    }));
  }
  if (issue.code === 'invalid_union') {
    // The second form is the detailed one; its issues say more than "neither fits".
    const inner = issue.errors.at(-1) ?? [];
    const detailed = inner.filter((one) => one.path.length > 0 || one.code === 'unrecognized_keys');
    if (detailed.length > 0) {
      return detailed.flatMap((one) =>
        issueRemarks({ ...one, path: [...path, ...one.path] }, accesses, keysAt),
      );
    }
    return [{ path, says: `${where} must be one of ${accesses.join(', ')}, or a block with “access: …”.` }];
  }
  return [{ path, says: `${where} ${issue.message}.` }];
}
