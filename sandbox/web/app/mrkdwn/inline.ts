import { glyphOf } from './emoji.ts';
import { decode } from './entities.ts';
import type { Inline, Token } from './nodes.ts';
import { parseToken } from './token.ts';

/** One character of the raw text, or a whole `<…>`. */
export type Unit = string | Token;

/**
 * Cuts raw text into characters and `<…>` tokens. It comes first of all: whatever an app failed to escape
 * takes effect here, exactly as in Slack.
 */
export function tokenise(raw: string): Unit[] {
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
export function parseInline(units: readonly Unit[], open = '*_~`'): Inline[] {
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
export function verbatim(units: readonly Unit[]): Inline[] {
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
