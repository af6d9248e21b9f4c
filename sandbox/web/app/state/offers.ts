import type { CommandOffer, Member, Snapshot } from '../../../slack/desktop.ts';

/** Something the composer can complete. */
export interface Offer {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  /** What it writes in place of the word before the caret. */
  readonly insert: string;
  /** Enter takes it at once. Otherwise the line can be sent as it is, until the arrow keys choose. */
  readonly eager: boolean;
}

/** Commands worth a first try; `/zoom help` knows them all. */
const firstCommands: readonly { readonly words: string; readonly hint: string }[] = [
  { words: 'help', hint: 'What Frontdesk can do for you' },
  { words: 'status', hint: 'Your licence and account at a glance' },
  { words: 'add-assistant @mia', hint: 'Let somebody schedule for you' },
  { words: 'request-license for 14d', hint: 'Ask for a licence; an approver decides' },
  { words: 'whoami', hint: 'Which Zoom account is yours' },
  { words: 'settings', hint: 'Waiting room, chat, recording and more' },
];

/** Whole lines to propose: the app's own, else Frontdesk's. */
export function proposalsOf({ command, offers }: Pick<Snapshot['app'], 'command' | 'offers'>) {
  return (
    offers ?? firstCommands.map(({ words, hint }): CommandOffer => ({ line: `${command} ${words}`, hint }))
  );
}

const mostPeople = 8;

/** What can be completed at the caret, as in Slack: people after `@`, commands with their usage hints after `/`. */
export function offersFor(
  text: string,
  caret: number,
  commands: readonly CommandOffer[],
  people: readonly Member[],
): readonly Offer[] {
  const before = text.slice(0, caret);
  const handle = /(?:^|\s)@([\w.-]*)$/.exec(before)?.[1];
  if (handle !== undefined) return peopleOffers(handle.toLowerCase(), people);
  if (!/^\/\S*$/.test(text) || caret < text.length) return [];
  return commands
    .filter(({ line }) => line.startsWith(text) && line !== text)
    .map(({ line, hint }) => ({
      id: line.replaceAll(/\W+/g, '-'),
      label: line,
      hint,
      insert: `${line} `,
      eager: true,
    }));
}

function peopleOffers(typed: string, people: readonly Member[]): Offer[] {
  return people
    .filter(
      (one) =>
        one.handle.startsWith(typed) ||
        one.name
          .toLowerCase()
          .split(' ')
          .some((word) => word.startsWith(typed)),
    )
    .slice(0, mostPeople)
    .map((one) => ({
      id: one.id,
      label: one.name,
      hint: `@${one.handle} · ${one.title}`,
      insert: `@${one.handle} `,
      // Enter sends the line once the whole handle is typed.
      eager: one.handle !== typed,
    }));
}

/** The line after an offer was taken, and where the caret goes. */
export function applyOffer(text: string, caret: number, offer: Offer): { text: string; caret: number } {
  if (!offer.insert.startsWith('@')) return { text: offer.insert, caret: offer.insert.length };
  const start = text.slice(0, caret).lastIndexOf('@');
  const rest = text.slice(caret).replace(/^ /, '');
  return { text: text.slice(0, start) + offer.insert + rest, caret: start + offer.insert.length };
}
