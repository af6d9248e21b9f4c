import { text } from '../../languages/text.ts';
import type { Preview } from '../plan.ts';

/**
 * What an approver should look at twice about an address: it is of none of the organisation's domains.
 *
 * @param domains in small letters; none where policy names none
 */
export function flagForeign(email: string, domains: readonly string[]): Pick<Preview, 'flags'> {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  if (domains.length === 0 || domains.includes(domain)) return {};
  return { flags: [text`${domain} isn’t one of your organisation’s domains.`] };
}
