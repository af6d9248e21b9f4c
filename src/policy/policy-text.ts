import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { PlacedRemark, Remark } from './remark.ts';

/** A policy as text, read so far as YAML goes. */
export interface PolicyText {
  /** `undefined` when there are faults that leave open what was meant. */
  readonly content: unknown;
  readonly faults: readonly PlacedRemark[];
  /** The line on which this stands, or the nearest thing around it; `null` when not even its first key is there. */
  lineOf(path: Remark['path']): number | null;
}

/** Reads YAML and keeps where everything stood. A key that is given twice is a fault, but what was meant is clear. */
export function readText(text: string): PolicyText {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line;
  const faults = document.errors.map((error) => ({
    path: [],
    line: lineAt(error.pos[0]),
    says: yamlSentence(error, text),
  }));
  // One missing bracket is several faults to a parser.
  const firsts = faults.filter((one, i) => faults.findIndex((other) => other.line === one.line) === i);
  const clear = document.errors.every((error) => error.code === 'DUPLICATE_KEY');
  return {
    ...(clear ? readContent() : { content: undefined, faults: firsts }),
    lineOf(path) {
      let node: unknown = document.contents;
      let offset: number | undefined;
      for (const step of path) {
        const found = child(node, step);
        if (!found) break;
        offset = found.offset ?? offset;
        node = found.node;
      }
      return offset === undefined ? null : lineAt(offset);
    },
  };

  function readContent() {
    try {
      return { content: (document.toJS() as unknown) ?? {}, faults: firsts };
    } catch (error) {
      const says = `this is not valid YAML: ${(error as Error).message.split('\n')[0]}.`;
      return { content: undefined, faults: [...firsts, { path: [], line: null, says }] };
    }
  }
}

function child(
  node: unknown,
  step: string | number,
): { node: unknown; offset: number | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    const key = pair?.key;
    return pair && { node: pair.value, offset: isNode(key) ? key.range?.[0] : undefined };
  }
  const item = isSeq(node) ? node.items[Number(step)] : undefined;
  return isNode(item) ? { node: item, offset: item.range?.[0] } : undefined;
}

function yamlSentence({ code, message, pos }: YAMLError, text: string): string {
  if (code === 'DUPLICATE_KEY') {
    const key = /^["']?([\w-]+)/.exec(text.slice(pos[0]))?.[1] ?? '';
    return `the key “${key}” stands here a second time. Keep one of the two.`;
  }
  const hint = /tab/i.test(message)
    ? 'Indent with spaces.'
    : 'Check the indentation, the brackets and the quotes here.';
  return `this is not valid YAML: ${message.replace(/[.\s]+$/, '')}. ${hint}`;
}
