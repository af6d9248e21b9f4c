import { readdirSync, readFileSync } from 'node:fs';
import { type Node, parseSync } from 'oxc-parser';
import { isTranslatable, keyOf } from '../../src/languages/message.ts';
import { messages as errors, inDoubt } from '../../src/zoom/errors/messages/en.ts';
import { nextForAdmin } from '../../src/zoom/errors/messages/for-admins.ts';

/** A message of the code, as translators see it. */
export interface SourceMessage {
  /** The English words with placeholders: its key in the catalogs. */
  readonly key: string;
  /** What the code puts into each placeholder, by the placeholder's name. */
  readonly parts: Readonly<Record<string, string>>;
  /** The files in which it stands. */
  readonly files: readonly string[];
  /** The most characters that Slack shows of it, where there is a limit. */
  readonly max?: number;
}

/** All messages of the source code, in the order of the files. */
export function findMessages(root = 'src'): SourceMessage[] {
  const found = new Map<string, SourceMessage>();
  const add = (message: SourceMessage) => {
    if (!isTranslatable(message.key)) return;
    const known = found.get(message.key);
    const files = [...new Set([...(known?.files ?? []), ...message.files])];
    const limits = [known?.max, message.max].filter((max) => max !== undefined);
    found.set(message.key, {
      ...message,
      files,
      ...(limits.length > 0 ? { max: Math.min(...limits) } : {}),
    });
  };
  for (const file of sourceFiles(root)) for (const message of messagesIn(file)) add(message);
  for (const message of errorMessages()) add(message);
  return [...found.values()];
}

function sourceFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${root}/${name}`)
    .sort();
}

/** The limits of plain text by the property that it stands in, in characters. */
const limits: Readonly<Record<string, number>> = {
  label: 75,
  spoken: 75,
  submit: 24,
  verb: 75,
  placeholder: 150,
  yes: 30,
  no: 30,
  caption: 128,
};

/** Calls whose first text has a limit of its own. */
const callLimits: Readonly<Record<string, number>> = { header: 150, noteView: 24, loadingView: 24 };

function messagesIn(file: string): SourceMessage[] {
  const source = readFileSync(file, 'utf8');
  const found: SourceMessage[] = [];
  const visit = (node: Node, max: number | undefined, isCommand: boolean) => {
    if (node.type === 'TaggedTemplateExpression' && node.tag.type === 'Identifier') {
      const { name } = node.tag;
      if (name === 'md' || name === 'text') {
        const { quasis, expressions } = node.quasi;
        const strings = quasis.map(({ value }) => value.cooked ?? '');
        const parts = expressions.map(
          (part, i) => [i, inOneLine(source.slice(part.start, part.end))] as const,
        );
        found.push({
          key: keyOf({ strings }),
          parts: Object.fromEntries(parts),
          files: [file],
          ...(name === 'text' && max ? { max } : {}),
        });
      }
    }
    for (const [child, limit, inCommand] of childrenOf(node, max, isCommand)) visit(child, limit, inCommand);
  };
  visit(parseSync(file, source).program as unknown as Node, undefined, false);
  return found;
}

/** The nodes in a node, with the limit that holds for a text in each, and whether it stands in the declaration of a command. */
function* childrenOf(
  node: Node,
  max: number | undefined,
  isCommand: boolean,
): Generator<readonly [Node, number | undefined, boolean]> {
  const called = node.type === 'CallExpression' && node.callee.type === 'Identifier' ? node.callee.name : '';
  const declares = isCommand || called === 'read' || called === 'change';
  for (const [name, value] of Object.entries(node)) {
    const children = (Array.isArray(value) ? value : [value]).filter(
      (one): one is Node => typeof one === 'object' && one !== null && 'type' in one,
    );
    for (const child of children) {
      const isKey = name === 'key';
      if (child.type === 'Property' && child.key.type === 'Identifier') {
        const own = child.key.name === 'title' && declares ? 24 : limits[child.key.name];
        yield [child, own, false];
      } else if (name === 'arguments' && child === value[0] && callLimits[called]) {
        yield [child, callLimits[called], declares];
      } else if (!isKey) {
        yield [child, max, declares && node.type !== 'Property'];
      }
    }
  }
}

const inOneLine = (code: string) => code.replace(/\s+/g, ' ').slice(0, 80);

const ERRORS = 'src/zoom/errors/messages/en.ts';

/** The messages for Zoom's errors, which are kept as data: each with and without what Zoom may not have told. */
function errorMessages(): SourceMessage[] {
  const sentences = Object.values(errors).flatMap(({ says, saysOther, next }) => [
    ...variantsOf(says),
    ...(saysOther === undefined ? [] : variantsOf(saysOther)),
    ...variantsOf(next).flatMap((one) => [one, nextForAdmin(one)]),
  ]);
  return [...sentences, inDoubt].map((key) => {
    const names = [...key.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, name]);
    return { key, parts: Object.fromEntries(names), files: [ERRORS] };
  });
}

/** A sentence with each `[with {value}|without]` settled in both ways. */
function variantsOf(sentence: string): string[] {
  const optional = /\[([^\]|]*)(?:\|([^\]]*))?\]/.exec(sentence);
  if (!optional) return [sentence];
  const [all, having = '', without = ''] = optional;
  return [having, without].flatMap((words) => variantsOf(sentence.replace(all, () => words)));
}
