import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { ZoomExchange } from '../../../sandbox/zoom/journal.ts';

/** A JSON Schema, as far as Zoom's documents use it. */
export interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}

/** One of Zoom's operations, as its documents have it. */
interface DocumentedOperation {
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, Schema & { readonly maximum?: number }>>;
  readonly success: number;
  /** Codes by HTTP status. */
  readonly errors: Readonly<Record<string, readonly number[]>>;
  readonly contentType?: string;
  readonly body?: Schema;
  readonly answer?: Schema;
}

/** Zoom's operations as data, condensed from its documents. */
const documentedOperations: readonly DocumentedOperation[] = JSON.parse(
  readFileSync(new URL('./operations.schema.json', import.meta.url), 'utf8'),
);

/** The operation that a call is one of; a path without parameters goes before one with them. */
export function documentedFor(method: string, pathname: string): DocumentedOperation | undefined {
  const fitting = documentedOperations.filter(
    (one) => one.method === method && patternOf(one.path).test(pathname),
  );
  return fitting.toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);

const ajv = new Ajv({ strict: false, allErrors: true });
const compiled = new Map<Schema, ReturnType<typeof ajv.compile>>();

function validator(schema: Schema) {
  const known = compiled.get(schema) ?? ajv.compile(closed(schema) as object);
  compiled.set(schema, known);
  return known;
}

/** The same schema, and nothing else in its objects; several bodies of one operation may look alike. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key === 'oneOf' ? 'anyOf' : key, closed(one)]);
  const isOpen = 'properties' in value && value.properties && !('additionalProperties' in value);
  return { ...Object.fromEntries(entries), ...(isOpen ? { additionalProperties: false } : {}) };
}

/** What in a call to the local Zoom, or in its answer, is not as Zoom documents it. */
export function checkExchange(exchange: ZoomExchange): string[] {
  const documented = documentedFor(exchange.method, new URL(exchange.path, 'http://zoom').pathname);
  if (!documented) return [`${exchange.operation} is in no document`];
  const problems = [...checkRequest(documented, exchange), ...checkAnswer(documented, exchange)];
  return problems.map((one) => `${exchange.operation} (${exchange.status}): ${one}`);
}

function checkRequest(documented: DocumentedOperation, { path, contentType, body }: ZoomExchange): string[] {
  const url = new URL(path, 'http://zoom');
  const problems: string[] = [];
  for (const [name, value] of url.searchParams) {
    const parameter = documented.query[name];
    if (!parameter) problems.push(`the query parameter ${name}`);
    else if (!fits(parameter, value)) problems.push(`the value of the query parameter ${name}`);
  }
  const expected = documented.contentType ?? '';
  if (contentType.split(';')[0] !== expected) problems.push(`content type ${contentType || 'missing'}`);
  if (documented.body && expected === 'application/json') {
    problems.push(...problemsOf(documented.body, JSON.parse(body)).map((one) => `the body${one}`));
  } else if (body !== '') problems.push('a body');
  return problems;
}

function fits({ type, enum: values, maximum }: DocumentedOperation['query'][string], value: string): boolean {
  if (values && !values.map(String).includes(value)) return false;
  if (type === 'boolean') return value === 'true' || value === 'false';
  return type !== 'integer' || (/^\d+$/.test(value) && Number(value) <= (maximum ?? Number.MAX_SAFE_INTEGER));
}

function checkAnswer(documented: DocumentedOperation, { status, answer, path }: ZoomExchange): string[] {
  if (status >= 400) return checkRefusal(documented, status, answer);
  if (status !== documented.success) return [`status ${status} in place of ${documented.success}`];
  // Other shapes of the settings are documented for themselves.
  const isOtherShape = documented.operation === 'getSettings' && path.includes('option=');
  if (!documented.answer || isOtherShape) return [];
  return problemsOf(documented.answer, asSent(answer)).map((one) => `the answer${one}`);
}

/** What stands in the JSON: nothing of what is undefined, and integers of any size. */
function asSent(answer: unknown): unknown {
  if (answer === undefined) return {};
  return JSON.parse(JSON.stringify(answer, (_, one) => (typeof one === 'bigint' ? Number(one) : one)));
}

const refusal: Schema = {
  type: 'object',
  properties: {
    code: { type: 'integer' },
    message: { type: 'string' },
    errors: {
      type: 'array',
      items: { type: 'object', properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

/** Each documented code comes with its status; 401 is that of tokens, which Zoom lists under 400. */
function checkRefusal({ errors }: DocumentedOperation, status: number, answer: unknown): string[] {
  const problems = problemsOf(refusal, answer).map((one) => `the refusal${one}`);
  const { code } = answer as { code: number };
  const statuses = Object.keys(errors).filter((one) => errors[one]?.includes(code));
  const isRight =
    statuses.length === 0 || statuses.includes(String(status)) || (code === 124 && status === 401);
  return isRight ? problems : [...problems, `code ${code} under ${status} in place of ${statuses}`];
}

function problemsOf(schema: Schema, value: unknown): string[] {
  const validate = validator(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = (params as { additionalProperty?: string }).additionalProperty;
    return `${instancePath.replaceAll('/', '.').replace(/\.\d+/g, '[]')} ${message}${extra ? ` ${extra}` : ''}`;
  });
}
