import type { Operation } from './operation.ts';
import { secretsIn } from './secrets.ts';

/** A body, checked and encoded. */
export interface RequestBody {
  readonly body?: string | Uint8Array;
  readonly contentType?: string;
  /** What of it must be in no error and no log. */
  readonly secrets: readonly string[];
}

/**
 * Checks a body against its operation's schema and encodes it, as JSON or, for a file, as multipart/form-data.
 *
 * @throws {TypeError} for a body that does not fit: a programming error. It names fields, not their values.
 */
export async function encodeBody(name: string, operation: Operation, body: unknown): Promise<RequestBody> {
  if (!operation.request) return { secrets: [] };
  const checked = operation.request.safeParse(body);
  if (!checked.success) {
    // Where and what, not the value: it may be a password.
    const issues = checked.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.code}`);
    throw new TypeError(`${name}: the body does not fit (${issues.join(', ')})`);
  }
  if (operation.filePart !== undefined) return encodeFile(operation.filePart, checked.data as FileBody);
  return {
    body: JSON.stringify(checked.data),
    contentType: 'application/json',
    secrets: secretsIn(checked.data),
  };
}

interface FileBody {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

async function encodeFile(part: string, { name, type, content }: FileBody): Promise<RequestBody> {
  const form = new FormData();
  form.append(part, new File([new Uint8Array(content)], name, { type }));
  // The platform's own encoder escapes the name and finds a boundary.
  const encoded = new Response(form);
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
    secrets: [],
  };
}
