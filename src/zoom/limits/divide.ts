import type { Demand } from './line.ts';

/**
 * Divides the places of an account among its processes: first what people ask for, then the rest to those that have bulk
 * work, or evenly where nobody has. Every process comes to the same result.
 *
 * @param demands by the process's name
 * @returns whole places by name; together exactly `places`
 */
export function divide(places: number, demands: ReadonlyMap<string, Demand>): ReadonlyMap<string, number> {
  const names = [...demands.keys()].sort();
  const shares = new Map(names.map((name) => [name, 0]));
  const asked = names.map((name) => demands.get(name)?.people ?? 0);
  const rest = deal(places, names, asked, shares);
  const busy = names.filter((name) => demands.get(name)?.bulk);
  const heirs = busy.length > 0 ? busy : names;
  deal(
    rest,
    heirs,
    heirs.map(() => Number.POSITIVE_INFINITY),
    shares,
  );
  return shares;
}

/** One place each in turn, until all have what they asked for or nothing is left; the rest. */
function deal(
  places: number,
  names: readonly string[],
  asked: readonly number[],
  shares: Map<string, number>,
): number {
  const open = [...asked];
  let left = places;
  while (left > 0 && open.some((count) => count > 0)) {
    for (const [i, name] of names.entries()) {
      const wants = open[i] ?? 0;
      if (wants <= 0 || left <= 0) continue;
      open[i] = wants - 1;
      shares.set(name, (shares.get(name) ?? 0) + 1);
      left--;
    }
  }
  return left;
}
