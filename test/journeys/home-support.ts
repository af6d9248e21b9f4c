import type { Everyday } from './use-workplace.ts';

/** Everything that a person's Home tab says and carries, as one text. */
export const homeOf = (day: Pick<Everyday, 'as'>, who: string): string =>
  JSON.stringify(day.as(who).home()?.blocks ?? null);

/** Waits until a person's Home tab says this. */
export const homeSays = (day: Pick<Everyday, 'as'>, who: string, words: RegExp) =>
  day.as(who).waitFor(() => words.test(homeOf(day, who)) && homeOf(day, who));

/** Opens the Home tab and waits until it is shown anew and says this. */
export async function openHome(day: Pick<Everyday, 'as'>, who: string, words = /home:refresh/) {
  // Slack gives the blocks new ids each time.
  const before = homeOf(day, who);
  await day.as(who).openHome();
  return day.as(who).waitFor(() => {
    const now = homeOf(day, who);
    return now !== before && words.test(now) && now;
  });
}
