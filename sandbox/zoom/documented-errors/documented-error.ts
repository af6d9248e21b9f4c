import type { ZoomSandbox } from '../server.ts';

/** A file of a multipart form. */
interface RequestFile {
  readonly field: string;
  readonly filename: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A request below `/v2`; `body` goes as JSON, `multipart` as a form. */
export interface ErrorRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly multipart?: RequestFile;
}

/** A documented fault, with what brings it about on a fresh local Zoom. */
export interface DocumentedError {
  readonly operation: string;
  readonly code: number;
  /** HTTP status. */
  readonly status: number;
  /** As documented, values as `{name}`. */
  readonly message: string;
  /** Brings the state about; absent where people are in that state from the start. */
  readonly set?: (zoom: ZoomSandbox) => void;
  /** The request that meets the fault; it goes about people of the sandbox who are in Slack. */
  readonly request: (zoom: ZoomSandbox) => ErrorRequest;
  /** The message with its values filled in. */
  readonly expectMessage: (zoom?: ZoomSandbox) => string;
}

/** Status by code, by Zoom's current document; 1010 and 1135 are no longer in it. */
const statuses: Readonly<Record<number, number>> = { 1001: 404, 1005: 409, 4130: 404 };

/** A row; `values` fill the placeholders of the message. */
export function documentedError(
  operation: string,
  code: number,
  message: string,
  request: ErrorRequest,
  more: { set?: DocumentedError['set']; values?: Readonly<Record<string, string>> } = {},
): DocumentedError {
  const { set, values = {} } = more;
  return {
    operation,
    code,
    status: statuses[code] ?? 400,
    message,
    ...(set ? { set } : {}),
    request: () => request,
    expectMessage: () => message.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''),
  };
}
