import { z } from 'zod';
import type { Seal } from '../store/seal.ts';

const formState = z.object({
  slackId: z.string(),
  command: z.string(),
  subject: z.string().nullable(),
  stage: z.enum(['person', 'whole']),
  url: z.string().nullable(),
  slash: z.string(),
  filled: z.record(z.string(), z.string()),
});

/**
 * What a form remembers from opening to submission: who opened it, the subject that "for …" named, where to answer, and
 * what it showed of the present state. It is stored in the view's `private_metadata`, encrypted and authenticated.
 */
export type FormState = z.infer<typeof formState>;

/** The state as the view keeps it; {@link openFormState} reads it. */
export function sealFormState(seal: Seal, state: FormState): string {
  return seal.close('form', JSON.stringify(state));
}

/** @returns `null` when it was not sealed by the bot, or belongs to another person or command */
export function openFormState(
  seal: Seal,
  metadata: string,
  slackId: string,
  command: string,
): FormState | null {
  const text = seal.open('form', metadata);
  if (text === undefined) return null;
  const { success, data } = formState.safeParse(JSON.parse(text));
  return success && data.slackId === slackId && data.command === command ? data : null;
}
