import type { OperationName } from '../../operations.ts';
import type { ErrorKind } from '../meanings.ts';

/** One fault as Zoom words it. */
export interface Row {
  readonly code: number;
  /**
   * Zoom's text, values as `{placeholder}`. Without it the row is what the code means when Zoom changed its
   * wording or left the text out.
   */
  readonly message?: string;
  readonly kind: ErrorKind;
}

/** The faults that Zoom documents for some operations. */
export type Rows = Partial<Record<OperationName | 'token', readonly Row[]>>;
