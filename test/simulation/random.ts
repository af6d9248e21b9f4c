import { drawing } from '../../sandbox/fault-profile.ts';

/** Random numbers that can be repeated: the same seed gives the same sequence. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  between(least: number, most: number): number;
  pick<T>(list: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  const next = drawing(seed);
  return {
    next,
    between: (least, most) => least + next() * (most - least),
    pick(list) {
      const found = list[Math.floor(next() * list.length)];
      if (found === undefined) throw new Error('The list is empty');
      return found;
    },
  };
}
