import { afterAll, beforeAll, describe, it } from 'vitest';
import { openWorkplace, type Workplace } from '../../support/workplace.ts';
import type { Journey } from './journey.ts';
import { travel } from './travel.ts';
import { wordsOf } from './words.ts';

/** Short ways: who asks for their own account needs nobody's word. */
export const policy = `
approvals: { channel: C0APPROVALS, approvers: [U0GRACE, U0LINUS], needed: 1, expires_after: 72h }
admins: [U0GRACE]
notices: { channel: C0ZOOMOPS }
people: { email_domains: [example.com] }
commands:
  change-email: self-service
  request-license: self-service
  token: self-service
`;

/** Travels every journey on one workplace, each from a fresh start. */
export function travelAll(title: string, journeys: readonly Journey[], locale?: string): void {
  describe(title, () => {
    let place: Workplace;
    beforeAll(async () => {
      place = await openWorkplace({ policy });
    });
    afterAll(() => place.close());

    it.each(journeys.map((one) => [nameOf(one, locale), one] as const))('%s', async (_, one) => {
      await travel(place, one, locale);
    });
  });
}

/** `Ada types “assistants” and reads: … (listAssistants 1001)` */
function nameOf(journey: Journey, locale?: string): string {
  const { who, line, form, approver, row } = journey;
  const name = (handle: string) => handle.charAt(0).toUpperCase() + handle.slice(1);
  const fills = form ? `, fills in ${Object.keys(form).join(' and ')}` : '';
  const has = approver ? `, ${name(approver)} approves` : '';
  const { says } = wordsOf(journey, locale);
  return `${name(who)} types “${line}”${fills}${has} and reads: ${says} (${row.operation} ${row.code})`;
}
