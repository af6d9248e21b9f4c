import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { z } from 'zod';
import { didYouMean, nearest } from './did-you-mean.ts';
import { lintPolicy } from './lint.ts';
import type { Note, PolicyReading } from './note.ts';
import type { Policy, PolicyCommand } from './policy.ts';
import { ACCESS, approvalKeyNames, keysAt, policySchema, toPolicy, topKeys } from './schema.ts';
import { policyWarnings } from './warnings.ts';

/** A note with the line that it is about; `null` when it is about something that the file does not contain. */
interface PlacedNote extends Note {
  readonly line: number | null;
}

/** A policy, or everything that is wrong with the file. */
type PolicyResult = {
  /** What is allowed but may surprise. */
  readonly warnings: readonly PlacedNote[];
} & (
  | { readonly policy: Policy; readonly mistakes?: never; readonly problems?: never }
  | {
      readonly mistakes: readonly PlacedNote[];
      /** The mistakes as sentences, each with the name of the file and the line. */
      readonly problems: readonly string[];
      readonly policy?: never;
    }
);

/**
 * Reads `policy.yml` and reports everything that is wrong with it at once. Unknown keys and unknown commands are
 * mistakes, because their authors rely on rules that nothing would apply.
 *
 * @param commands the commands of this version, for their names and default access
 */
export function readPolicy(
  text: string,
  commands: readonly PolicyCommand[],
  fileName = 'policy.yml',
): PolicyResult {
  const { content, mistakes: syntax, lineOf } = parseYaml(text);
  const found = content === undefined ? { mistakes: [], warnings: [] } : check(content, commands);
  const place = (note: Note): PlacedNote => ({ ...note, line: lineOf(note.path) });
  const mistakes = [...syntax, ...found.mistakes.map(place)].sort(byLine);
  const warnings = found.warnings.map(place).sort(byLine);
  if (found.policy && mistakes.length === 0) return { policy: found.policy, warnings };
  return { mistakes, warnings, problems: mistakes.map((one) => noteSentence(one, fileName)) };
}

/** A note with the name of the file and the line: "policy.yml, line 3: …". */
export function noteSentence({ line, says }: PlacedNote, fileName: string): string {
  return `${fileName}${line === null ? '' : `, line ${line}`}: ${says}`;
}

function byLine(a: PlacedNote, b: PlacedNote): number {
  return (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER);
}

interface Found {
  readonly mistakes: readonly Note[];
  readonly warnings: readonly Note[];
  readonly policy?: Policy;
}

/** Validates the content. Parts that are not valid are left out, so that the rest can be checked too. */
function check(content: unknown, commands: readonly PolicyCommand[]): Found {
  const result = policySchema.safeParse(content);
  const invalid = result.success ? [] : result.error.issues.flatMap(issueNotes);
  const unreadable = new Set(invalid.flatMap(({ path }) => unreadableParts(path)));
  const rest = result.success ? result : policySchema.safeParse(without(content, unreadable));
  if (!rest.success) return { mistakes: invalid, warnings: [] };
  const reading: PolicyReading = { policy: toPolicy(rest.data), commands, unreadable };
  return {
    mistakes: [...invalid, ...lintPolicy(reading)],
    warnings: policyWarnings(reading),
    policy: reading.policy,
  };
}

/**
 * The part of the file that an invalid value makes unreadable: one key of `approvals`, one command, or a whole block.
 * A misspelt key counts as the one that was most likely meant.
 */
function unreadableParts(path: Note['path']): string[] {
  const [given, key = ''] = path.map(String);
  const meant = (word: string, words: readonly string[]) =>
    words.includes(word) ? word : (nearest(word, words) ?? word);
  const block = meant(given ?? '', topKeys);
  if (block === 'commands' && key) return [`commands.${key}`];
  if (block !== 'approvals') return [block];
  return key
    ? [`approvals.${meant(key, approvalKeyNames)}`]
    : [block, ...approvalKeyNames.map((one) => `approvals.${one}`)];
}

function without(content: unknown, unreadable: ReadonlySet<string>): unknown {
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return content;
  const blocks = Object.entries(content).filter(([key]) => topKeys.includes(key) && !unreadable.has(key));
  return Object.fromEntries(
    blocks.map(([block, inner]) => {
      if (block !== 'commands' && block !== 'approvals') return [block, inner];
      const keep = ([key]: [string, unknown]) =>
        !unreadable.has(`${block}.${key}`) && (block === 'commands' || approvalKeyNames.includes(key));
      return [block, Object.fromEntries(Object.entries(inner as object).filter(keep))];
    }),
  );
}

function issueNotes(issue: z.core.$ZodIssue): Note[] {
  const path = issue.path as (string | number)[];
  const where = path.length > 0 ? path.join('.') : 'the file';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...path, key],
      says: `${where} has an unknown key “${key}”. ${didYouMean(key, keysAt(path))}`,
    }));
  }
  if (issue.code === 'invalid_union') {
    // The last alternative is the block form; its issues say more than "neither fits".
    const inner = issue.errors.at(-1) ?? [];
    const detailed = inner.filter((one) => one.path.length > 0 || one.code === 'unrecognized_keys');
    if (detailed.length > 0) {
      return detailed.flatMap((one) => issueNotes({ ...one, path: [...path, ...one.path] }));
    }
    return [{ path, says: `${where} must be one of ${ACCESS.join(', ')}, or a block with “access: …”.` }];
  }
  return [{ path, says: `${where} ${issue.message}.` }];
}

interface ParsedYaml {
  /** `undefined` when errors leave open what was meant. */
  readonly content: unknown;
  readonly mistakes: readonly PlacedNote[];
  /** The line of this path, or of the nearest block around it; `null` when not even its first key exists. */
  lineOf(path: Note['path']): number | null;
}

/** Parses YAML and keeps the positions. A duplicate key is a mistake, but the content can still be read. */
function parseYaml(text: string): ParsedYaml {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) => counter.linePos(offset).line;
  const errors = document.errors.map((error) => ({
    path: [],
    line: lineAt(error.pos[0]),
    says: yamlSentence(error, text),
  }));
  // The parser reports one missing bracket as several errors: keep the first of each line.
  const mistakes = errors.filter((one, i) => errors.findIndex((other) => other.line === one.line) === i);
  const lineOf: ParsedYaml['lineOf'] = (path) => {
    let node: unknown = document.contents;
    let offset: number | undefined;
    for (const step of path) {
      const found = child(node, step);
      if (!found) break;
      offset = found.offset ?? offset;
      node = found.node;
    }
    return offset === undefined ? null : lineAt(offset);
  };
  if (document.errors.some((error) => error.code !== 'DUPLICATE_KEY')) {
    return { content: undefined, mistakes, lineOf };
  }
  try {
    return { content: (document.toJS() as unknown) ?? {}, mistakes, lineOf };
  } catch (error) {
    const says = `this is not valid YAML: ${(error as Error).message.split('\n')[0]}.`;
    return { content: undefined, mistakes: [...mistakes, { path: [], line: null, says }], lineOf };
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
