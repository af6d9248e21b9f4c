const patienceMs = 10_000;
const lookEveryMs = 40;
const keyMs = 14;

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * The first element that fits, as soon as it is there.
 *
 * @throws Error when it does not come within ten seconds
 */
export async function find<E extends Element>(
  selector: string,
  fits: (element: E) => boolean = () => true,
): Promise<E> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = [...document.querySelectorAll<E>(selector)].find(fits);
    if (found) return found;
    if (Date.now() > end) throw new Error(`${selector} did not appear`);
    await pause(lookEveryMs);
  }
}

/** Types letter by letter, so that one can follow; at once for those who want no motion. */
export async function fill(field: HTMLInputElement | HTMLTextAreaElement, words: string): Promise<void> {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const typed = still ? [words] : [...words].map((_, index) => words.slice(0, index + 1));
  for (const text of typed) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await pause(keyMs);
  }
}

/** Presses what may not be there. */
export const set = (element: HTMLElement | null): void => element?.click();
