import { html } from 'htm/preact';
import { type ComponentChildren, h } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import type { Channel, Message } from '../../../slack/desktop.ts';
import { EmojiView } from '../blocks/emoji-view.ts';
import { glyphOf } from '../mrkdwn/emoji.ts';
import { keyOf } from '../state/page-state.ts';
import { Icon, type IconName } from './icons.ts';
import { usePage } from './page-context.ts';
import { authorOf, nameOf } from './people.ts';
import { dateOfTs, timeOf } from './times.ts';

/** Slack's own three, and what it calls them. */
const quick = [
  ['white_check_mark', 'Completed'],
  ['eyes', 'Taking a look'],
  ['raised_hands', 'Nicely done'],
] as const;
const more = [
  '+1',
  '-1',
  'ok_hand',
  'pray',
  'wave',
  'tada',
  'heart',
  'smile',
  'slightly_smiling_face',
  'thinking_face',
  'sweat_smile',
  'rocket',
  'sparkles',
  'star',
  'fire',
  'bulb',
  'memo',
  'hourglass_flowing_sand',
  'x',
  'no_entry_sign',
  'warning',
  'question',
  'exclamation',
  'speech_balloon',
] as const;

interface MessageToolsProps {
  readonly message: Message;
  readonly channel: Channel;
  readonly inThread: boolean;
}

/** Whether a message can be reacted to, replied to and linked to: an ephemeral one exists for one person only. */
export const hasTools = (message: Message) => !message.ephemeral && !message.fromSlack;

/** The toolbar over a message: reactions, a reply, a link. One stop of the Tab key; the arrow keys go along it. */
export function MessageTools({ message, channel, inThread }: MessageToolsProps): ComponentChildren {
  const { snapshot, openThread } = usePage();
  const [at, setAt] = useState(0);
  const bar = useRef<HTMLDivElement>(null);
  const react = useReact(message, channel);
  const pickerId = useId();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    const link = `${location.origin}/archives/${channel.id}/p${message.ts.replace('.', '')}`;
    await navigator.clipboard.writeText(link).then(
      () => setCopied(true),
      () => open(link, '_blank', 'noopener'),
    );
  };
  const reply = () => openThread({ channel: channel.id, ts: message.ts });
  const tools: Tool[] = [
    ...quick.map(([name, label]) => ({ label, sign: glyphOf(name) ?? name, act: () => react(name) })),
    { label: 'Find another reaction', icon: 'smile', popover: pickerId },
    ...(inThread ? [] : [{ label: 'Reply in thread', icon: 'replies', act: reply } as const]),
    { label: copied ? 'Link copied' : 'Copy link', icon: copied ? 'check' : 'link', act: copy },
  ];
  const keyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || (event.target as Element).closest('[popover]')) return;
    event.preventDefault();
    const next = (at + step + tools.length) % tools.length;
    setAt(next);
    bar.current?.querySelectorAll<HTMLElement>(':scope > .tool')[next]?.focus();
  };
  const name = `${authorOf(snapshot, message).name}, ${timeOf(dateOfTs(message.ts))}`;
  return html`<div class="message-tools" ref=${bar} role="toolbar" aria-label=${`Message of ${name}`} onKeyDown=${keyDown}>
    ${tools.map((tool, i) => h(ToolButton, { tool, isStop: i === at }))}
    ${h(Picker, { id: pickerId, react })}
  </div>`;
}

interface Tool {
  readonly label: string;
  readonly sign?: string;
  readonly icon?: IconName;
  readonly act?: () => void;
  /** The id of what it opens. */
  readonly popover?: string;
}

function ToolButton({ tool, isStop }: { tool: Tool; isStop: boolean }): ComponentChildren {
  const { label, sign, icon, act, popover } = tool;
  return html`<button type="button" class="tool" aria-label=${label} title=${label} tabindex=${isStop ? 0 : -1} popovertarget=${popover} onClick=${act}>
    ${sign ? h(EmojiView, { glyph: sign }) : icon && h(Icon, { name: icon })}
  </button>`;
}

/** More emoji to react with; Escape or a click elsewhere closes it. */
function Picker({ id, react }: { id: string; react: (name: string) => void }): ComponentChildren {
  const pick = (name: string) => {
    document.getElementById(id)?.hidePopover();
    react(name);
  };
  return html`<div id=${id} popover="auto" class="menu picker" role="group" aria-label="Reactions">
    ${more.map((name) => {
      const label = name.replaceAll('_', ' ');
      return html`<button type="button" class="tool" key=${name} aria-label=${label} title=${`:${name}:`} onClick=${() => pick(name)}>
        ${h(EmojiView, { glyph: glyphOf(name) ?? name })}
      </button>`;
    })}
  </div>`;
}

function useReact(message: Message, channel: Channel): (name: string) => void {
  const { state, run } = usePage();
  const at = { user: state.userId, channel: channel.id, ts: message.ts };
  return (name) => void run('react', { ...at, name }, keyOf('react', message.ts, name));
}

/** Who reacted with what; a click joins them or leaves them. */
export function Reactions({ message, channel }: { message: Message; channel: Channel }): ComponentChildren {
  const { snapshot, state } = usePage();
  const react = useReact(message, channel);
  if (!message.reactions) return null;
  return html`<div class="reactions">
    ${message.reactions.map(({ name, users }) => {
      const who = users.map((id) => (id === state.userId ? 'You' : (nameOf(snapshot, id) ?? 'Somebody')));
      const words = `${who.join(', ')} reacted with :${name}:`;
      return html`<button type="button" class="reaction" key=${name} aria-pressed=${users.includes(state.userId)} aria-label=${words} title=${words} onClick=${() => react(name)}>
        ${h(EmojiView, { glyph: glyphOf(name) ?? `:${name}:` })} ${users.length}
      </button>`;
    })}
  </div>`;
}
