import { isDeepStrictEqual } from 'node:util';
import { elementsOf, optionsOf } from './elements.ts';
import { isRec, type Rec, recsOf } from './json.ts';

/** A rule that is broken, and where: a JSON pointer below `blocks`. */
export interface Broken {
  readonly words: string;
  readonly at: string;
}

/** The rules of Block Kit that a JSON schema cannot say. */
export function brokenRules(surface: 'message' | 'modal' | 'home', value: unknown): Broken[] {
  const blocks = recsOf(value);
  return [
    ...duplicateBlockIds(blocks),
    ...blocks.flatMap((block, index) => duplicateActionIds(block, index)),
    ...blocks.flatMap((block, index) => strayInitialOptions(block, index)),
    ...tooMany(blocks, 'table', surface === 'message' ? 1 : 0),
    ...tooManyFocused(blocks),
    ...longMarkdown(blocks),
  ];
}

function duplicateBlockIds(blocks: readonly Rec[]): Broken[] {
  const seen = new Set<unknown>();
  return blocks.flatMap((block, index) => {
    const id = block.block_id;
    if (id === undefined || !seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ words: `\`block_id\` ${String(id)} already exists`, at: `/${index}/block_id` }];
  });
}

function duplicateActionIds(block: Rec, index: number): Broken[] {
  const ids = elementsOf([block]).map((placed) => placed.actionId);
  const doubled = ids.filter((id, at) => ids.indexOf(id) !== at);
  return doubled.map((id) => ({ words: `\`action_id\` ${id} already exists`, at: `/${index}` }));
}

function strayInitialOptions(block: Rec, index: number): Broken[] {
  return elementsOf([block]).flatMap(({ element }) => {
    const options = optionsOf(element);
    if (options.length === 0) return [];
    const initial = [...recsOf(element.initial_options), ...[element.initial_option].filter(isRec)];
    const stray = initial.some((one) => !options.some((option) => isDeepStrictEqual(option, one)));
    return stray ? [{ words: 'initial option is not one of the options', at: `/${index}` }] : [];
  });
}

function tooMany(blocks: readonly Rec[], type: string, most: number): Broken[] {
  const found = blocks.flatMap((block, index) => (block.type === type ? [index] : []));
  return found.slice(most).map((index) => ({ words: `only ${most} ${type} allowed`, at: `/${index}` }));
}

function tooManyFocused(blocks: readonly Rec[]): Broken[] {
  const focused = elementsOf(blocks).filter(({ element }) => element.focus_on_load === true);
  return focused.length > 1 ? [{ words: 'only one element may have `focus_on_load`', at: '' }] : [];
}

function longMarkdown(blocks: readonly Rec[]): Broken[] {
  const texts = blocks.filter((block) => block.type === 'markdown').map((block) => String(block.text));
  const length = texts.join('').length;
  return length > 12_000 ? [{ words: 'markdown must be at most 12000 characters in all', at: '' }] : [];
}

/** The length of everything that the blocks say, for `msg_blocks_too_long`. */
export function spokenLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + spokenLength(one), 0);
  if (!isRec(value)) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    return sum + (key === 'text' && typeof inner === 'string' ? inner.length : spokenLength(inner));
  }, 0);
}
