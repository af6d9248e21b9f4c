import { Refusal } from '../../people/refusal.ts';
import { bold, md } from '../../views/mrkdwn.ts';
import { durationWords, parseDuration } from '../duration.ts';

/** @throws Refusal when it is longer than policy allows; where nothing was said, policy's limit holds */
export function lastsFor(duration: string | undefined, max: number | null): number | undefined {
  const wanted = duration ? parseDuration(duration) : undefined;
  if (max === null || wanted === undefined) return wanted ?? max ?? undefined;
  if (wanted <= max) return wanted;
  throw new Refusal('input', {
    says: md`A licence can be had for ${durationWords(max)} at most here, and you asked for ${durationWords(wanted)}.`,
    next: md`Ask for a shorter time. You are reminded before it ends, and can ask for more then.`,
    buttons: [{ label: 'Request a licence', action: 'command:request-license', style: 'primary' }],
  });
}

export function hasOne(own: boolean, name: string): Refusal {
  return new Refusal('input', {
    says: own ? md`You already have a Zoom licence.` : md`${bold(name)} already has a Zoom licence.`,
    next: md`There is nothing to request.`,
  });
}

export function noneFree(): Refusal {
  return new Refusal('input', {
    says: md`No Zoom licence is free just now.`,
    next: md`Ask your Zoom admins to free or buy one, then try again.`,
    buttons: [{ label: 'Try again', action: 'command:request-license' }],
  });
}
