import { useEffect, useState } from 'preact/hooks';

/** Longer than this nobody believes that an answer is on its way. */
const longestMs = 6_000;

/**
 * Whether an answer is on its way: from a sent line on, until something new is seen.
 *
 * @param seen changes with everything that may be the answer
 */
export function useAwaiting(seen: string): { awaiting: boolean; begin: () => void } {
  const [awaiting, setAwaiting] = useState(false);
  useEffect(() => setAwaiting(false), [seen]);
  useEffect(() => {
    if (!awaiting) return;
    const timer = setTimeout(() => setAwaiting(false), longestMs);
    return () => clearTimeout(timer);
  }, [awaiting]);
  return { awaiting, begin: () => setAwaiting(true) };
}
