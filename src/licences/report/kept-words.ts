import { type Text, text } from '../../languages/text.ts';
import type { KeptReason } from '../review.ts';

/** How many people keep a licence, and why: "3 with an upcoming meeting". */
export function keptWords(reason: KeptReason, count: number): Text {
  const words: Readonly<Record<KeptReason, Text>> = {
    owner: text`${count} who owns the account`,
    admin: text`${count} with an admin role in Zoom`,
    room: text`${count} for Zoom Rooms`,
    'live-meeting': text`${count} in a meeting right now`,
    'upcoming-meeting': text`${count} with an upcoming meeting that needs it`,
    'upcoming-webinar': text`${count} with an upcoming webinar`,
    bundle: text`${count} with a bundle that would be lost`,
    phone: text`${count} with a Zoom Phone that would be lost`,
    'new-account': text`${count} with a new account`,
    'min-hold': text`${count} who got it only recently`,
    assistants: text`${count} with assistants who schedule for them`,
    'schedules-for': text`${count} scheduling for others`,
    'exempt-person': text`${count} exempt by name`,
    'exempt-group': text`${count} in an exempt group`,
    'exempt-department': text`${count} in an exempt department`,
    'on-leave': text`${count} on leave`,
    granted: text`${count} holding it for an agreed time`,
    'request-open': text`${count} with an open request about it`,
    pending: text`${count} with an invitation not accepted yet`,
    deactivated: text`${count} whose account is deactivated`,
    unknown: text`${count} whom I couldn’t check`,
  };
  return words[reason];
}
