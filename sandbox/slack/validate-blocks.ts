import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { brokenRules } from './block-rules.ts';
import { isRec } from './json.ts';

export type SurfaceKind = 'message' | 'modal' | 'home';

const definitions = { message: 'message_blocks', modal: 'modal_view', home: 'home_view' } as const;
const schemaId = 'https://example.invalid/blockkit.schema.json';
const validators = new Map<SurfaceKind, ValidateFunction>();
let ajv: Ajv2020 | undefined;

/**
 * What Slack would refuse about Block Kit, in Slack's form: a sentence and a JSON pointer, such as
 * `must NOT have more than 75 characters [json-pointer:/blocks/0/elements/0/text/text]`. Empty: all is well.
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
