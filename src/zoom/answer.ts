import { cleanText } from '../clean-text.ts';
import { quoteLargeIntegers } from './exact-json.ts';

/** A parsed body. Zoom's edge also answers with HTML pages, nothing at all, or half a body. */
export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable' };

/** What a body may hold that {@link cleanText} changes: half an emoji only as an escape, control characters either way. */
const UNCLEAN = /\\u[dD][89a-fA-F]|\\u00|\\u202|\\[rtbf]|[\u007F-\u009F\u2028\u2029]/;

/**
 * Parses a body. `null` counts as absent: Zoom sends it for what is not set. Texts in it are clean; an integer beyond 2^53
 * is a text of its digits.
 */
export function readBody(text: string): Body {
  if (text.trim() === '') return { kind: 'empty' };
  try {
    // Visiting every value takes four times as long as parsing: only where a null may have to be left out.
    const visited = text.includes('null') || UNCLEAN.test(text);
    const json = quoteLargeIntegers(text);
    return { kind: 'json', value: visited ? JSON.parse(json, presentAndClean) : JSON.parse(json) };
  } catch {
    const refusal = readBadlyQuoted(text);
    return refusal ? { kind: 'json', value: refusal } : { kind: 'unreadable' };
  }
}

function presentAndClean(_: string, value: unknown): unknown {
  if (value === null) return undefined;
  return typeof value === 'string' ? cleanText(value) : value;
}

/** A refusal whose message has quotes that are not escaped: Zoom sends such for missing scopes. */
function readBadlyQuoted(text: string): { code: number; message: string } | undefined {
  const found = /^\s*\{\s*"code"\s*:\s*"?(\d{1,6})"?\s*,\s*"message"\s*:\s*"(.*)"\s*\}\s*$/s.exec(text);
  return found
    ? { code: Number(found[1]), message: cleanText((found[2] ?? '').replaceAll('\\"', '"')) }
    : undefined;
}

/** Zoom's description of a failure: `{code, message, errors?}`; `{errorCode, errorMessage}` for access tokens. */
export interface Failure {
  readonly code: number;
  readonly message: string;
  /** Fields that failed validation. */
  readonly fields: readonly { readonly field: string; readonly message: string }[];
}

/**
 * The failure that a body describes, or undefined when it describes none. Some come with `error_message` in
 * place of `message`, some inside HTTP 200; code 0 is success.
 */
export function readFailure(body: unknown): Failure | undefined {
  if (!isRecord(body)) return undefined;
  const given = body.code ?? body.errorCode;
  const code = Number(given);
  if (given === '' || typeof given === 'boolean' || !Number.isInteger(code) || code === 0) return undefined;
  const texts = [body.message, body.error_message, body.errorMessage, body.reason];
  const message = texts.find((text) => typeof text === 'string' && text !== '');
  const fields = Array.isArray(body.errors) ? body.errors.filter(isRecord) : [];
  return {
    code,
    message: typeof message === 'string' ? message : '',
    fields: fields.map((one) => ({ field: String(one.field ?? ''), message: String(one.message ?? '') })),
  };
}

/** True for a plain JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * When Zoom will accept the call again, by its headers; every one of them is optional. `Retry-After` is an ISO
 * date on the daily limit, and may be seconds or an HTTP date by HTTP's own rules; `X-RateLimit-Reset` is unix
 * time on the limit per second.
 *
 * @param now milliseconds since the epoch.
 */
export function retryAt(headers: Readonly<Record<string, string>>, now: number): Date | undefined {
  const after = headers['retry-after']?.trim();
  if (after) return asDate(/^\d+(\.\d+)?$/.test(after) ? now + Number(after) * 1_000 : Date.parse(after));
  const reset = headers['x-ratelimit-reset']?.trim();
  if (!reset || !/^\d+(\.\d+)?$/.test(reset)) return undefined;
  // Thirteen digits are milliseconds.
  return asDate(Number(reset) > 1e11 ? Number(reset) : Number(reset) * 1_000);
}

function asDate(milliseconds: number): Date | undefined {
  const date = new Date(milliseconds);
  return Number.isFinite(date.getTime()) ? date : undefined;
}
