import type { ErrorKind } from '../../../src/zoom/errors/error-kinds.ts';
import type { OperationName } from '../../../src/zoom/operations.ts';

/** Operation, code, text as documented (values as `{name}`, `$name`, `{$name}` or `${name}`), and the kind it must have. */
export type DocumentedRow = readonly [OperationName, number, string, ErrorKind];

const placeholder = /\$?\{\$?(\w+)\}|\$(\w+)/g;

/** The documented text with its placeholders filled by `value`. */
export const fill = (text: string, value: (name: string) => string): string =>
  text.replace(placeholder, (_, braced?: string, plain?: string) => value(braced ?? plain ?? ''));
