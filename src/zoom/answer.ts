/** A body as it was understood. Zoom's edge also answers HTML pages, nothing at all, or half a body. */
export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreadable' };

/** Understands a body. `null` counts as absent: Zoom sends it for what is not set. */
export function readBody(text: string): Body {
  if (text.trim() === '') return { kind: 'empty' };
  try {
    // Looking at every value takes four times as long as parsing does: only where there may be one to leave out.
    const absent = (_: string, value: unknown) => (value === null ? undefined : value);
    return { kind: 'json', value: text.includes('null') ? JSON.parse(text, absent) : JSON.parse(text) };
  } catch {
    return { kind: 'unreadable' };
  }
}

/** Zoom's description of a failure: `{code, message, errors?}`. */
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
  const code = Number(body.code);
  if (body.code === '' || typeof body.code === 'boolean' || !Number.isInteger(code) || code === 0) {
    return undefined;
  }
  const texts = [body.message, body.error_message, body.reason];
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
