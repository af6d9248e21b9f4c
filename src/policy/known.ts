import type { Access } from '../commands/described.ts';
import type { Field } from '../commands/field.ts';

/** What a policy has to know of a command. */
export interface Known {
  readonly name: string;
  readonly access: Access;
  readonly fields?: readonly Pick<Field, 'kind' | 'optional'>[];
  readonly risk?: 'read' | 'reversible' | 'sensitive' | 'destructive';
  readonly subject?: 'self' | 'named' | 'nobody';
  readonly takeover?: true;
  readonly ownOnly?: true;
}
