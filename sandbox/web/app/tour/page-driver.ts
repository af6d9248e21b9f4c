/** Does on the page what a person would do, with the page's own controls. */
export interface PageDriver {
  /** Chooses who sits before the screen. */
  become(userId: string): Promise<void>;
  /** Opens a channel, or the app's messages, by its name in the sidebar. */
  open(name: string): Promise<void>;
  /** Types a line and sends it. */
  say(line: string): Promise<void>;
  /** Presses the newest button with this action id. */
  press(action: string): Promise<void>;
  /** Writes into the first field of the open form and sends it. */
  answer(words: string): Promise<void>;
  /** Closes the open form. */
  closeForm(): Promise<void>;
  /** Turns a switch of the Zoom panel on or off. */
  flip(label: string, on: boolean): Promise<void>;
}

const lookMs = 1_600;

/** @throws Error when something does not appear within some seconds */
export const pageDriver: PageDriver = {
  async become(userId) {
    await leaveForms();
    const people = await find<HTMLSelectElement>('.person-select');
    if (people.value !== userId) {
      people.value = userId;
      people.dispatchEvent(new Event('change', { bubbles: true }));
    }
    await find(`.shell:has(.main[aria-busy="false"]) .person-select[data-person="${userId}"]`);
  },
  async open(name) {
    await leaveForms();
    clearTheView();
    const entry = await find<HTMLElement>('.side-entry', (one) => nameOf(one) === name);
    entry.click();
    await find('.side-entry[aria-current]', (one) => nameOf(one) === name);
    const messages = document.querySelector<HTMLElement>('.tab[data-tab="messages"]');
    if (messages && !messages.hasAttribute('aria-current')) messages.click();
    await find('.composer-input, .composer-closed');
  },
  async say(line) {
    await leaveForms();
    clearTheView();
    const input = await find<HTMLTextAreaElement>('.composer-input');
    input.focus();
    await fill(input, line);
    (await find<HTMLElement>('.send[aria-disabled="false"]')).click();
  },
  async press(action) {
    clearTheView();
    const buttons = () => [...document.querySelectorAll<HTMLElement>(`.messages [data-action="${action}"]`)];
    const button = await find<HTMLElement>(
      `.messages [data-action="${action}"]`,
      (one) => one === buttons().at(-1),
    );
    button.scrollIntoView({ block: 'nearest' });
    button.click();
    await pause(150);
    document.querySelector<HTMLElement>('.confirm .dialog-foot .button:last-child')?.click();
  },
  async answer(words) {
    const field = await find<HTMLInputElement | HTMLTextAreaElement>('.modal [data-field]');
    await fill(field, words);
    (await find<HTMLElement>('.modal [type="submit"]')).click();
  },
  async closeForm() {
    await find('.modal');
    await pause(lookMs);
    await leaveForms();
  },
  async flip(label, on) {
    await leaveForms();
    if (!document.querySelector('.zoom')) document.querySelector<HTMLElement>('#zoom-button')?.click();
    const row = await find<HTMLElement>('.switch', (one) => one.textContent?.trim() === label);
    const box = row.querySelector('input');
    if (box && box.checked !== on) box.click();
  },
};

async function leaveForms(): Promise<void> {
  for (let form = topForm(); form; form = topForm()) {
    form.click();
    await pause(200);
  }
}

const topForm = () => document.querySelector<HTMLElement>('.modal .modal-head .icon-button:last-child');
const nameOf = (entry: Element) => entry.querySelector('.side-name')?.textContent;

/** Where the panel covers the conversation it goes away first. */
function clearTheView(): void {
  if (matchMedia('(max-width: 1100px)').matches)
    set(document.querySelector<HTMLElement>('#zoom-button[aria-pressed="true"]'));
}

const patienceMs = 10_000;
const lookEveryMs = 40;
const keyMs = 14;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * The first element that fits, as soon as it is there.
 *
 * @throws Error when it does not come within ten seconds
 */
async function find<E extends Element>(
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
async function fill(field: HTMLInputElement | HTMLTextAreaElement, words: string): Promise<void> {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const typed = still ? [words] : [...words].map((_, index) => words.slice(0, index + 1));
  for (const text of typed) {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await pause(keyMs);
  }
}

/** Presses what may not be there. */
const set = (element: HTMLElement | null): void => element?.click();
