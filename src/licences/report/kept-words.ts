import { type Mrkdwn, md } from '../../views/mrkdwn.ts';
import type { KeptReason } from '../review.ts';

/** How many people keep a licence, and why: "3 with an upcoming meeting". @param count the number, in bold or not */
export function keptWords(reason: KeptReason, count: Mrkdwn): Mrkdwn {
  const words: Readonly<Record<KeptReason, Mrkdwn>> = {
    owner: md`${count} who owns the account`,
    admin: md`${count} with an admin role in Zoom`,
    room: md`${count} for Zoom Rooms`,
    'live-meeting': md`${count} in a meeting right now`,
    'upcoming-meeting': md`${count} with an upcoming meeting that needs it`,
    'upcoming-webinar': md`${count} with an upcoming webinar`,
    bundle: md`${count} with a bundle that would be lost`,
    phone: md`${count} with a Zoom Phone that would be lost`,
    'new-account': md`${count} with a new account`,
    'min-hold': md`${count} who got it only recently`,
    assistants: md`${count} with assistants who schedule for them`,
    'schedules-for': md`${count} who schedule for others`,
    'exempt-person': md`${count} exempt by name`,
    'exempt-group': md`${count} in an exempt group`,
    'exempt-department': md`${count} in an exempt department`,
    'on-leave': md`${count} on leave`,
    granted: md`${count} who have it for an agreed time`,
    'request-open': md`${count} with an open request about it`,
    pending: md`${count} who haven’t accepted their invitation`,
    deactivated: md`${count} whose account is deactivated`,
    unknown: md`${count} whom I couldn’t check`,
  };
  return words[reason];
}
