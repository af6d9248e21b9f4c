import { closest, distance } from 'fastest-levenshtein';

/** "Did you mean “x”?", or all the choices when none is close. */
export function didYouMean(word: string, choices: readonly string[]): string {
  const near = nearest(word, choices);
  return near ? `Did you mean “${near}”?` : `There are: ${choices.join(', ')}.`;
}

/** The choice that a mistyped word most likely stands for; `undefined` when none is close enough. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  const near = choices.length > 0 ? closest(word, [...choices]) : undefined;
  return near !== undefined && distance(word, near) <= word.length / 2 ? near : undefined;
}
