import { z } from 'zod';
import type { Seal } from '../../store/seal.ts';

const ticket = z.object({
  slackId: z.string(),
  command: z.string(),
  subject: z.string().nullable(),
  stage: z.enum(['person', 'whole']),
  url: z.string().nullable(),
  slash: z.string(),
});

/**
 * What a form has to remember between opening and submitting: where to answer, and whom "for …" named. It travels
 * sealed in the view's `private_metadata`, so nobody can read or change it; everything in it is checked again.
 */
export type Ticket = z.infer<typeof ticket>;

export function writeTicket(seal: Seal, content: Ticket): string {
  return seal.close(JSON.stringify(content));
}

/** `null` when it is not ours, or belongs to another person or command. */
export function readTicket(seal: Seal, metadata: string, slackId: string, command: string): Ticket | null {
  const text = seal.open(metadata);
  if (text === undefined) return null;
  const parsed = ticket.safeParse(JSON.parse(text));
  return parsed.success && parsed.data.slackId === slackId && parsed.data.command === command
    ? parsed.data
    : null;
}
