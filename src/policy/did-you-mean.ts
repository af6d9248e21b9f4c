import { closest, distance } from 'fastest-levenshtein';

/** "Did you mean “x”?", or the whole choice when nothing is near. */
export function didYouMean(word: string, choices: readonly string[]): string {
  const near = nearest(word, choices);
  return near ? `Did you mean “${near}”?` : `There are: ${choices.join(', ')}.`;
}

/** The choice that a mistyped word was meant to be, if any is near enough. */
export function nearest(word: string, choices: readonly string[]): string | undefined {
  const near = choices.length > 0 ? closest(word, [...choices]) : undefined;
  return near !== undefined && distance(word, near) <= word.length / 2 ? near : undefined;
}
