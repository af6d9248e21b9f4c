import type { Page } from 'playwright-core';

/** Somebody who takes the tour by its buttons. */
export function visitor(page: Page) {
  const tour = page.getByRole('complementary', { name: 'Tour' });
  const open = (name: string) =>
    page.getByRole('navigation', { name: 'Workspace' }).getByRole('button', { name }).click();
  return {
    /** Goes to the beginning of a story; the first is 0. */
    story: (index: number) => tour.getByLabel('Story').selectOption(String(index)),
    next: () => tour.getByRole('button', { name: /^Next/ }).click(),
    open,
    async openHome() {
      await open('Frontdesk');
      await page.getByRole('button', { name: 'Home', exact: true }).click();
      await page.getByRole('region', { name: 'Home tab' }).getByRole('button').first().waitFor();
    },
    async doIt() {
      await tour.getByRole('button', { name: 'Do it for me' }).click();
      await tour.getByText('Done.').waitFor({ timeout: 90_000 });
    },
  };
}
