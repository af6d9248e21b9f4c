import { glyphOf } from './emoji.ts';
import type { Inline, ListItem, TextBlock, Token } from './nodes.ts';

/**
 * Parses Slack's mrkdwn. Never throws. `<…>` tokens are read first, marks next, and entities are decoded last
 * and once, in text leaves only: text that was not escaped takes effect, text escaped twice shows it.
 */
export function parseMrkdwn(raw: string): TextBlock[] {
  return fences(tokenise(raw)).flatMap((part) => (part.pre ? [pre(part.units)] : lineBlocks(part.units)));
}

interface Part {
  readonly pre: boolean;
  readonly units: readonly Unit[];
}

/** Splits at pairs of three backticks; an unpaired one is text. */
function fences(units: readonly Unit[]): Part[] {
  const marks: number[] = [];
  for (let at = 0; at < units.length; at += 1) {
    if (units[at] !== '`' || units[at + 1] !== '`' || units[at + 2] !== '`') continue;
    marks.push(at);
    at += 2;
  }
  const parts: Part[] = [];
  let rest = 0;
  for (let at = 0; at + 1 < marks.length; at += 2) {
    const from = marks[at] ?? 0;
    const to = marks[at + 1] ?? 0;
    if (from > rest) parts.push({ pre: false, units: units.slice(rest, from) });
    parts.push({ pre: true, units: units.slice(from + 3, to) });
    rest = to + 3;
  }
  if (rest < units.length) parts.push({ pre: false, units: units.slice(rest) });
  return parts;
}

function pre(units: readonly Unit[]): TextBlock {
  const from = units[0] === '\n' ? 1 : 0;
  const to = units.at(-1) === '\n' ? -1 : units.length;
  return { type: 'pre', children: verbatim(units.slice(from, to)) };
}

function lineBlocks(units: readonly Unit[]): TextBlock[] {
  const blocks: TextBlock[] = [];
  for (const line of trimBlank(splitLines(units))) {
    const last = blocks.at(-1);
    const item = listItem(line);
    if (item) {
      const before = last?.type === 'list' ? last.items : [];
      if (last?.type === 'list') blocks.pop();
      blocks.push({ type: 'list', items: [...before, item] });
      continue;
    }
    const type = line[0] === '>' ? 'quote' : 'paragraph';
    const body = type === 'quote' ? line.slice(line[1] === ' ' ? 2 : 1) : line;
    const before = last?.type === type ? last.lines : [];
    if (last?.type === type) blocks.pop();
    blocks.push({ type, lines: [...before, parseInline(body)] });
  }
  return blocks;
}

function listItem(line: readonly Unit[]): ListItem | undefined {
  const start = line.slice(0, 5).map((unit) => (typeof unit === 'string' ? unit : '\0'));
  const marker = /^(?:[•◦▪-]|\d{1,2}\.)(?= )/.exec(start.join(''))?.[0];
  if (!marker) return undefined;
  return { marker: marker === '-' ? '•' : marker, children: parseInline(line.slice(marker.length + 1)) };
}

function splitLines(units: readonly Unit[]): Unit[][] {
  const lines: Unit[][] = [[]];
  for (const unit of units) {
    if (unit === '\n') lines.push([]);
    else lines.at(-1)?.push(unit);
  }
  return lines;
}

/** Blank lines at the edges are only there for the block beside them. */
function trimBlank(lines: Unit[][]): Unit[][] {
  const from = lines.findIndex((line) => line.length > 0);
  const to = lines.findLastIndex((line) => line.length > 0);
  return from < 0 ? [] : lines.slice(from, to + 1);
}

/** One character of the raw text, or a whole `<…>`. */
type Unit = string | Token;

/**
 * Cuts raw text into characters and `<…>` tokens. It comes first of all: whatever an app failed to escape
 * takes effect here, exactly as in Slack.
 */
function tokenise(raw: string): Unit[] {
  const units: Unit[] = [];
  let rest = 0;
  for (const match of raw.matchAll(/<([^<>\n]+)>/g)) {
    const token = parseToken(match[1] ?? '');
    if (!token) continue;
    units.push(...plain(raw.slice(rest, match.index)), token);
    rest = match.index + match[0].length;
  }
  units.push(...plain(raw.slice(rest)));
  return units;
}

/** Characters, and the addresses among them: Slack makes links of those, too. What ends a sentence ends the address. */
function plain(raw: string): Unit[] {
  const units: Unit[] = [];
  let rest = 0;
  for (const match of raw.matchAll(/(?<![\p{L}\p{N}])https?:\/\/[^\s<>`*|]*[^\s<>`*|.,:;!?)'"”’~_]/giu)) {
    units.push(...raw.slice(rest, match.index));
    units.push({ type: 'link', url: decode(match[0]), label: null, bare: true });
    rest = match.index + match[0].length;
  }
  units.push(...raw.slice(rest));
  return units;
}

const styles = { '*': 'bold', _: 'italic', '~': 'strike' } as const;

/** Parses one line: code first, then bold, italic and strike-through, each at most once inside another. */
function parseInline(units: readonly Unit[], open = '*_~`'): Inline[] {
  const out: Inline[] = [];
  let text = '';
  const flush = () => {
    out.push(...leaves(text));
    text = '';
  };
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] ?? '';
    if (typeof unit !== 'string') {
      flush();
      out.push(unit);
      continue;
    }
    const end = open.includes(unit) ? closing(units, at, unit) : -1;
    if (end < 0) {
      text += unit;
      continue;
    }
    flush();
    const inner = units.slice(at + 1, end);
    if (unit === '`') out.push({ type: 'code', children: verbatim(inner) });
    else if (unit === '*' || unit === '_' || unit === '~')
      out.push({ type: styles[unit], children: parseInline(inner, open.replace(unit, '')) });
    at = end;
  }
  flush();
  return out;
}

/** Text in which only tokens have a meaning, as in code. */
function verbatim(units: readonly Unit[]): Inline[] {
  const out: Inline[] = [];
  let text = '';
  for (const unit of units) {
    if (typeof unit === 'string') {
      text += unit;
      continue;
    }
    if (text) out.push({ type: 'text', text: decode(text) });
    out.push(unit.type === 'link' && unit.bare ? { type: 'text', text: unit.url } : unit);
    text = '';
  }
  if (text) out.push({ type: 'text', text: decode(text) });
  return out;
}

/** The index of the mark that closes the one at `start`, or -1: `2 * 3 * 4` and `snake_case_name` stay text. */
function closing(units: readonly Unit[], start: number, mark: string): number {
  if (isWord(units[start - 1]) || units[start - 1] === mark || isGap(units[start + 1])) return -1;
  if (units[start + 1] === mark) return -1;
  for (let at = start + 2; at < units.length; at += 1) {
    if (units[at] !== mark || isGap(units[at - 1])) continue;
    if (!isWord(units[at + 1]) && units[at + 1] !== mark) return at;
  }
  return -1;
}

const isWord = (unit: Unit | undefined) => typeof unit === 'string' && /[\p{L}\p{N}]/u.test(unit);
const isGap = (unit: Unit | undefined) => unit === undefined || (typeof unit === 'string' && /\s/.test(unit));

/** Text and emoji. The only place, with {@link verbatim}, where entities are decoded. */
function leaves(raw: string): Inline[] {
  const out: Inline[] = [];
  let rest = 0;
  for (const match of raw.matchAll(/:([a-z0-9_+-]+):/g)) {
    const name = match[1] ?? '';
    const glyph = glyphOf(name);
    if (!glyph) continue;
    if (match.index > rest) out.push({ type: 'text', text: decode(raw.slice(rest, match.index)) });
    out.push({ type: 'emoji', name, glyph });
    rest = match.index + match[0].length;
  }
  if (rest < raw.length) out.push({ type: 'text', text: decode(raw.slice(rest)) });
  return out;
}

/** Addresses a click may follow; anything else, such as `javascript:`, is no link. */
const safeUrl = /^(?:https?:\/\/|mailto:|tel:|slack:\/\/)/i;

/**
 * Reads what stands between `<` and `>`; `undefined` when Slack would give it no meaning, so that the caller
 * shows it as it was written.
 */
function parseToken(inner: string): Token | undefined {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? null : decode(inner.slice(bar + 1)) || null;

  if (/^@[UWB][A-Z0-9]+$/.test(target)) return { type: 'user', id: target.slice(1), label };
  if (/^#[CGD][A-Z0-9]+$/.test(target)) return { type: 'channel', id: target.slice(1), label };
  if (/^!subteam\^S[A-Z0-9]+$/.test(target)) return { type: 'group', id: target.slice(9), label };
  const range = /^!(channel|here|everyone)$/.exec(target)?.[1];
  if (range === 'channel' || range === 'here' || range === 'everyone') return { type: 'broadcast', range };
  if (target.startsWith('!date^')) return dateToken(target, label ?? '');
  if (safeUrl.test(target)) return { type: 'link', url: decode(target), label };
  return undefined;
}

function dateToken(target: string, fallback: string): Token {
  const [, seconds = '', format = '', url] = target.split('^');
  return {
    type: 'date',
    at: /^\d{1,12}$/.test(seconds) ? Number(seconds) : null,
    format: decode(format),
    url: url && safeUrl.test(url) ? decode(url) : null,
    fallback,
  };
}

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** Decodes Slack's three entities, each once: `&amp;lt;` becomes `&lt;` and stays so. */
function decode(text: string): string {
  return text.replace(/&(?:amp|lt|gt);/g, (entity) => entities[entity] ?? entity);
}
