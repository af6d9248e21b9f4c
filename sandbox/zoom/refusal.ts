/** What a handler answers. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** Thrown by a handler: Zoom says no. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: readonly { field: string; message: string }[];

  constructor(status: number, code: number, message: string, errors: Refusal['errors'] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  /** The answer as Zoom words it. */
  reply(): Reply {
    const { code, message, errors } = this;
    return { status: this.status, body: { code, message, ...(errors.length > 0 ? { errors } : {}) } };
  }
}

/** Zoom's refusal of fields that do not fit. */
export function invalidFields(...fields: string[]): Refusal {
  return new Refusal(
    400,
    300,
    'Validation Failed.',
    fields.map((field) => ({ field, message: 'Invalid field.' })),
  );
}
