import { z } from 'zod';

/** Body of updateStatus. Deactivating takes all licences away; only then can Zoom Events be handed over. */
export const statusSchema = z.strictObject({
  action: z.enum(['activate', 'deactivate', 'clock_in', 'clock_out']),
  transfer_events: z.boolean().optional(),
  transfer_email: z.string().min(1).optional(),
});
