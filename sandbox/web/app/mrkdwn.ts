import { parseInline, tokenise, type Unit, verbatim } from './mrkdwn/inline.ts';
import type { ListItem, TextBlock } from './mrkdwn/nodes.ts';

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
