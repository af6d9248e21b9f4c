import type { Message, Snapshot } from '../../../slack/desktop.ts';
import { parseMrkdwn } from '../mrkdwn/mrkdwn.ts';
import { plainText } from '../mrkdwn/plain-text.ts';

/** A message that was found. */
export interface Hit {
  readonly channel: string;
  readonly channelName: string;
  readonly message: Message;
  readonly author: string;
  /** Its words, about the place where the first of what was looked for stands. */
  readonly excerpt: string;
}

const mostHits = 20;
const excerptLength = 120;

/**
 * The newest messages that hold all the words, in any order, of all that this person sees. `in:general` and
 * `from:grace` look in one conversation and at one person's messages. What only this person saw for a moment is not
 * kept by Slack, and not found.
 */
export function searchMessages(snapshot: Snapshot, query: string): Hit[] {
  const typed = query.split(/\s+/).filter(Boolean).map(folded);
  const words = typed.filter((word) => !filter.test(word));
  const [places, people] = ['in', 'from'].map((key) =>
    typed.flatMap((word) => (word.startsWith(`${key}:`) ? [word.replace(filter, '')] : [])),
  );
  if (words.length === 0 && !places?.some(Boolean) && !people?.some(Boolean)) return [];
  const nameOf = namesIn(snapshot);
  return snapshot.channels
    .flatMap((channel) => {
      const channelName = channel.kind === 'im' ? snapshot.app.name : channel.name;
      if (!places?.every((place) => folded(channelName).startsWith(place))) return [];
      return channel.messages.flatMap((message): Hit[] => {
        const author = nameOf(message.user);
        if (message.ephemeral || message.fromSlack) return [];
        if (!people?.every((one) => folded(`${author} ${handleOf(snapshot, message.user)}`).includes(one)))
          return [];
        const said = wordsOf(message, nameOf);
        const plain = folded(said);
        if (!words.every((word) => plain.includes(word))) return [];
        const at = words[0] ? plain.indexOf(words[0]) : 0;
        return [{ channel: channel.id, channelName, message, author, excerpt: excerptAt(said, at) }];
      });
    })
    .toSorted((a, b) => Number(b.message.ts) - Number(a.message.ts))
    .slice(0, mostHits);
}

const filter = /^(?:in:#?|from:@?)/;

/** Small letters without accents, as long as the text was. */
function folded(text: string): string {
  const letters = [...text].map((letter) => letter.normalize('NFD').charAt(0).toLowerCase().charAt(0));
  return letters.join('');
}

function namesIn({ members, app }: Snapshot): (id: string) => string {
  const names = new Map([
    [app.userId, app.name],
    ...members.map(({ id, name }): [string, string] => [id, name]),
  ]);
  return (id) => names.get(id) ?? 'Somebody';
}

function handleOf({ members }: Snapshot, id: string): string {
  return members.find((one) => one.id === id)?.handle ?? '';
}

/** What a message says, on one line: its blocks, or its text where it has none. */
function wordsOf({ text, blocks }: Message, nameOf: (id: string) => string): string {
  const texts = blocks.length > 0 ? textsIn(blocks) : [text];
  return texts
    .map((one) =>
      plainText(parseMrkdwn(one.replace(/<@([UW][A-Z0-9]+)>/g, (_, id: string) => `@${nameOf(id)}`))),
    )
    .join(' ')
    .replace(/\s+/g, ' ');
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { text, ...others } = value as Record<string, unknown>;
  return [...(typeof text === 'string' ? [text] : textsIn(text)), ...Object.values(others).flatMap(textsIn)];
}

function excerptAt(text: string, at: number): string {
  const from = Math.max(0, at - excerptLength / 3);
  const cut = text.slice(from, from + excerptLength);
  return `${from > 0 ? '…' : ''}${cut}${from + excerptLength < text.length ? '…' : ''}`;
}
