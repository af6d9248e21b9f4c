import { createHash } from 'node:crypto';

/** Which names were there before, for a hundred thousand of them and more: it takes about 20 bytes a name. */
export interface Seen {
  /** Whether this name comes for the first time; from now on it does not. */
  add(name: string): boolean;
  readonly size: number;
}

/**
 * Keeps 64 bits of each name's hash: among a million names, two would be taken for one in one of thirty million lists.
 */
export function createSeen(): Seen {
  let slots = new BigUint64Array(1_024);
  let size = 0;

  /** The name's own slot, or the free one where it belongs. */
  const slotOf = (table: BigUint64Array, hash: bigint): number => {
    let at = Number(hash & BigInt(table.length - 1));
    while (table[at] !== 0n && table[at] !== hash) at = (at + 1) % table.length;
    return at;
  };

  const grow = () => {
    const larger = new BigUint64Array(slots.length * 2);
    for (const hash of slots) if (hash !== 0n) larger[slotOf(larger, hash)] = hash;
    slots = larger;
  };

  return {
    add(name) {
      // No hash is 0: that is a free slot.
      const hash = createHash('sha256').update(name).digest().readBigUInt64LE() || 1n;
      const at = slotOf(slots, hash);
      if (slots[at] === hash) return false;
      slots[at] = hash;
      size++;
      if (size > slots.length / 2) grow();
      return true;
    },
    get size() {
      return size;
    },
  };
}
