import { z } from 'zod';

const assistant = z.looseObject({
  id: z.string(),
  email: z.string(),
  can_manage_host_private_event: z.boolean().optional(),
});

const scheduler = z.looseObject({
  id: z.string(),
  email: z.string(),
  pmi: z.union([z.number(), z.string()]).optional(),
});

/** At most 30 and no paging, by Zoom's document. */
export const assistantsSchema = z.looseObject({ assistants: z.array(assistant) });
/** At most 30 and no paging, by Zoom's document. */
export const schedulersSchema = z.looseObject({ schedulers: z.array(scheduler) });

const newAssistant = z
  .strictObject({
    id: z.string().min(1).optional(),
    email: z.string().min(1).optional(),
    can_manage_host_private_event: z.boolean().optional(),
  })
  .refine((one) => (one.id === undefined) !== (one.email === undefined), 'give an id or an email, not both');

/** Body of addAssistants: one to 30 people, each by id or by email. */
export const newAssistantsSchema = z.strictObject({ assistants: z.array(newAssistant).min(1).max(30) });
