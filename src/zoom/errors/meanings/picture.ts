import type { Guidance } from './guidance.ts';

const edit = { who: 'you', remedy: 'edit', field: 'picture' } as const;

/** The profile picture. */
export const picture = {
  'picture-empty': edit,
  'picture-too-large': edit,
  'picture-wrong-type': edit,
  'picture-content-refused': edit,
  'picture-refused': edit,
} as const satisfies Record<string, Guidance>;
