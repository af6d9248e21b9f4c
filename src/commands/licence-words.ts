import type { Licence } from '../people/account.ts';

/** What a licence means for everyday use, in a sentence. */
export function licenceWords(licence: Licence): string {
  switch (licence) {
    case 'Licensed':
    case 'On-prem':
      return 'With this licence meetings have no 40-minute limit.';
    case 'Basic':
      return 'With a Basic account group meetings end after 40 minutes.';
    case 'Unassigned':
      return 'No licence is assigned, so meetings cannot be hosted.';
  }
}
