import { Refusal } from '../../identity/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';

/** Whoever has a licence needs none. */
export function hasOne(own: boolean, name: string): Refusal {
  return new Refusal('input', {
    says: own ? md`You already have a Zoom licence.` : md`${bold(name)} already has a Zoom licence.`,
    next: md`There is nothing to request.`,
  });
}

/** All licences that were bought are in use. */
export function noneFree(): Refusal {
  return new Refusal('input', {
    says: md`No Zoom licence is free just now.`,
    next: md`Ask your Zoom admins to free or buy one, then try again.`,
    buttons: [{ label: 'Try again', action: 'command:request-license' }],
  });
}
