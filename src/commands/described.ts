import type { Text } from '../languages/text.ts';
import type { Field } from './field.ts';

/** Who may run a command: by themselves, with an approval, admins only, nobody. */
export type Access = 'self-service' | 'approval' | 'admin' | 'off';

/** Commands that people look for in the same place, such as one menu of the Home tab. */
export type Family =
  | 'general'
  | 'account'
  | 'delegation'
  | 'licence'
  | 'lookup'
  | 'accounts'
  | 'licences'
  | 'administration';

/** What people are told of a command. */
export interface Described<F extends readonly Field[] = readonly Field[]> {
  /** What is typed after `/zoom`. */
  readonly name: string;
  /** The form's title, at most 24 characters. */
  readonly title: Text;
  /** One line for the help, an imperative. */
  readonly summary: Text;
  readonly examples: readonly Text[];
  /** Where the Home tab shows it; without one it is listed under "More". */
  readonly family?: Family;
  readonly fields: F;
  readonly access: Access;
}

/** A command that the person may use, and how. */
export interface CatalogueEntry {
  readonly command: Pick<Described, 'name' | 'title' | 'summary' | 'examples' | 'fields' | 'family'>;
  readonly access: Access;
}
