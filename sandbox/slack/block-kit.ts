import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { KnownBlock } from '@slack/types';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Broken, brokenData, misplacedElements, type SurfaceKind, spokenIn } from './block-rules.ts';
import { elementsOf, optionsOf } from './elements.ts';
import { slackFilesIn } from './files.ts';
import { makeBlockId } from './ids.ts';
import { isRec, listOf, parseJson, type Rec, recsOf, textOf } from './json.ts';
import type { Words } from './messages.ts';
import type { Workspace } from './workspace.ts';

const definitions = { message: 'message_blocks', modal: 'modal_view', home: 'home_view' } as const;
const schemaId = 'https://example.invalid/blockkit.schema.json';
const validators = new Map<SurfaceKind, ValidateFunction>();
let ajv: Ajv2020 | undefined;

/**
 * What Slack would refuse about Block Kit, in Slack's form: a sentence and a JSON pointer, such as
 * `must NOT have more than 75 characters [json-pointer:/blocks/0/elements/0/text/text]`. Empty when valid.
 *
 * @param surface a message's `blocks` array, or a whole modal or Home view
 */
export function invalidBlocks(surface: SurfaceKind, value: unknown): string[] {
  const prefix = surface === 'message' ? '/blocks' : '/view';
  const validate = validatorFor(surface);
  if (!validate(value)) {
    const errors = (validate.errors ?? []).filter((error) => error.keyword !== 'if');
    const lines = errors.map(({ instancePath, message, params }) => {
      const extra = 'additionalProperty' in params ? `: ${String(params.additionalProperty)}` : '';
      return `${message ?? 'is invalid'}${extra} [json-pointer:${prefix}${instancePath}]`;
    });
    return [...new Set(lines)].slice(0, 20);
  }
  const blocks = isRec(value) ? value.blocks : value;
  const at = surface === 'message' ? '/blocks' : '/view/blocks';
  return brokenRules(surface, blocks).map((rule) => `${rule.words} [json-pointer:${at}${rule.at}]`);
}

function validatorFor(surface: SurfaceKind): ValidateFunction {
  const found = validators.get(surface);
  if (found) return found;
  const made = compiler().compile({ $ref: `${schemaId}#/$defs/${definitions[surface]}` });
  validators.set(surface, made);
  return made;
}

function compiler(): Ajv2020 {
  if (ajv) return ajv;
  // The schema is known to be valid, and compiling it plainly takes a quarter of the time.
  const quick = { validateSchema: false, inlineRefs: false, code: { optimize: false } } as const;
  ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false, ...quick });
  const file = new URL('./blockkit.schema.json', import.meta.url);
  ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), schemaId);
  return ajv;
}

/** The rules of Block Kit that a JSON schema cannot say. */
function brokenRules(surface: SurfaceKind, value: unknown): Broken[] {
  const blocks = recsOf(value);
  return [
    ...duplicateBlockIds(blocks),
    ...blocks.flatMap((block, index) => duplicateActionIds(block, index)),
    ...blocks.flatMap((block, index) => strayInitialOptions(block, index)),
    ...tooMany(blocks, 'table', surface === 'message' ? 1 : 0),
    ...tooMany(blocks, 'data_visualization', surface === 'message' ? 2 : 0),
    ...misplacedElements(surface, blocks),
    ...brokenData(blocks),
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

const interactive =
  /^(button|workflow_button|overflow|.*_select|.*picker|checkboxes|radio_buttons|.*_input|feedback_buttons|icon_button)$/;

/** Blocks as Slack keeps them: every block has a `block_id` and every interactive element an `action_id`. */
export function withIds(blocks: unknown): readonly KnownBlock[] {
  return listOf(blocks).filter(isRec).map(fillBlock) as unknown as KnownBlock[];
}

function fillBlock(block: Rec): Rec {
  const filled: Rec = { ...block, block_id: block.block_id ?? makeBlockId() };
  for (const key of ['accessory', 'element']) if (isRec(block[key])) filled[key] = fillElement(block[key]);
  if (Array.isArray(block.elements) && block.type !== 'rich_text' && block.type !== 'context') {
    filled.elements = block.elements.map((element) => (isRec(element) ? fillElement(element) : element));
  }
  return filled;
}

function fillElement(element: Rec): Rec {
  if (typeof element.type !== 'string' || !interactive.test(element.type)) return element;
  return { ...element, action_id: element.action_id ?? makeBlockId() };
}

/** Why a message was refused: Slack's error word, and for Block Kit what is wrong where. */
export interface Refusal {
  readonly error: string;
  readonly messages?: readonly string[];
}

/**
 * Text and blocks of a message, checked as Slack checks them: `no_text`, `msg_too_long`, `invalid_blocks`,
 * `invalid_blocks_format`, `msg_blocks_too_long`.
 *
 * @param workspace which files there are that blocks can show as pictures
 * @param mostText 40,000 characters for new messages, 4,000 for `chat.update` (its method page)
 */
export function readWords(
  { files }: Pick<Workspace, 'files'>,
  body: Rec,
  mostText = 40_000,
): Words | Refusal {
  const text = textOf(body.text) ?? textOf(body.markdown_text) ?? '';
  const blocks = typeof body.blocks === 'string' ? parseJson(body.blocks) : body.blocks;
  if (body.markdown_text && (body.text || body.blocks)) return { error: 'markdown_text_conflict' };
  if (body.blocks !== undefined && !Array.isArray(blocks)) return { error: 'invalid_blocks_format' };
  const attachments = typeof body.attachments === 'string' ? parseJson(body.attachments) : body.attachments;
  if (!text && listOf(blocks).length === 0 && listOf(attachments).length === 0) return { error: 'no_text' };
  if ([...text].length > mostText) return { error: 'msg_too_long' };
  if (listOf(blocks).length === 0) return { text, blocks: [] };
  const messages = invalidBlocks('message', blocks);
  if (messages.length) return { error: 'invalid_blocks', messages };
  const lost = slackFilesIn(blocks).filter((id) => !files.has(id));
  if (lost.length) return { error: 'invalid_blocks', messages: lost.map(() => 'invalid slack file') };
  // Undocumented; met at about 13,200 characters (bolt-js issue 2509).
  if (spokenIn(blocks) > 13_200) return { error: 'msg_blocks_too_long' };
  return { text, blocks: withIds(blocks) };
}
