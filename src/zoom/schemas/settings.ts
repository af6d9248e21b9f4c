import { z } from 'zod';

const group = z.looseObject({}).optional();

/** A user's settings; groups are open, the features that the bot speaks of are typed. */
export const settingsSchema = z.looseObject({
  feature: z
    .looseObject({
      meeting_capacity: z.number().optional(),
      large_meeting: z.boolean().optional(),
      large_meeting_capacity: z.number().optional(),
      webinar: z.boolean().optional(),
      webinar_capacity: z.number().optional(),
      zoom_phone: z.boolean().optional(),
    })
    .optional(),
  schedule_meeting: group,
  in_meeting: group,
  email_notification: group,
  recording: group,
  telephony: group,
});
