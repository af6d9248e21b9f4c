import type { Field } from './field.ts';

/** Who may run a command: by themselves, with an approval, admins only, nobody. */
export type Access = 'self-service' | 'approval' | 'admin' | 'off';

/** What people are told of a command. */
export interface Described<F extends readonly Field[] = readonly Field[]> {
  /** What is typed after `/zoom`. */
  readonly name: string;
  /** The form's title, at most 24 characters. */
  readonly title: string;
  /** One line for the help, an imperative. */
  readonly summary: string;
  readonly examples: readonly string[];
  readonly fields: F;
  readonly access: Access;
}
