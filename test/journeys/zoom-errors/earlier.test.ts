import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expired } from '../../../sandbox/zoom/documented-errors/state.ts';
import type { ErrorKind } from '../../../src/zoom/errors/error-kinds.ts';
import { openWorkplace, textOf, type Workplace } from '../../support/workplace.ts';
import { refusedCalls, startAfresh } from '../support.ts';
import type { Journey } from './journey.ts';
import { journeys } from './journeys.ts';
import { password } from './password.ts';
import { picture } from './picture.ts';
import { expectedWords, policy } from './run-journey.ts';

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace({ policy });
});
beforeEach(() => startAfresh(place));
afterAll(() => place.close());

/** What somebody reads once these words are there: in a message of their own or in an open form. */
function reads(who: string, words: RegExp | string): Promise<string> {
  const person = place.as(who);
  const fits = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
  return person.waitFor(({ views }) => {
    const forms = views.map(({ view }) => JSON.stringify(view.blocks).replaceAll('\\n', '\n'));
    return [...person.ephemerals().map(textOf), ...forms].find(fits);
  });
}

const unknownPerson = /We couldn’t find a Zoom account for \*(ada|ben|mia|noor)@example\.com\*\.\s+\S+ .*\./;

/** What the bot says by itself when the state is there before it asks Zoom. */
const seenFirst: Partial<Record<ErrorKind, RegExp>> = {
  'user-not-found': unknownPerson,
  'user-other-account': unknownPerson,
  'assistant-not-found': unknownPerson,
  'assistant-other-account': unknownPerson,
  'transfer-to-same-user': unknownPerson,
  'transfer-target-other-account': unknownPerson,
  'no-free-licence': /No licence is free right now\. .* would be|No licence is free right now\. You’d be/,
  'email-taken':
    /\*ivy@example\.com\* is already in use in Zoom|already has a Zoom account here\.\s+There’s nothing to create/,
  'owner-email': /You own your organisation’s Zoom account/,
  'admin-user': /Ada Lovelace\* is a Zoom admin/,
  'room-or-admin-status': /Ada Lovelace\* is a Zoom admin/,
  'password-not-work-email': /You don't sign in to Zoom with a Zoom password/,
  'subject-needs-licence': /You have no Zoom licence, and only people with one can have assistants\./,
  'already-assistant': /Mia Chen\* already schedules meetings for you\.\s+There’s nothing to add/,
  'webinar-needs-licence': /Ben Okafor\* has no Zoom licence, .*\s+Give them a licence/,
  'host-key-needs-licence': /A personal link name and a host key come with a licence\./,
};

describe('what changes before Zoom is asked is seen before anything is tried', () => {
  const late = journeys.filter(({ when }) => when.kind === 'meanwhile');
  it.each(Object.entries(Object.groupBy(late, ({ documented }) => documented.operation)))(
    '%s',
    async (_, group = []) => {
      for (const one of group) {
        const failure = await seenBefore(one).catch((error: Error) => error.message);
        const { documented, who, line } = one;
        expect.soft(failure, `${documented.code}: ${who} types “${line}”`).toBeUndefined();
      }
    },
  );
});

/** The person reads at once why it can’t be done, and Zoom is not asked for the change. */
async function seenBefore(journey: Journey): Promise<void> {
  const { documented, kind, who, line, given, set } = journey;
  startAfresh(place);
  given?.(place.zoom);
  (set ?? documented.set)?.(place.zoom);
  await place.as(who).command(`/zoom ${line}`);
  const text = await reads(who, seenFirst[kind] ?? expectedWords(journey).says);
  expect(text).not.toMatch(new RegExp(`\\b${documented.code}\\b|undefined|…|this person`));
  expect(place.zoom.changes).toEqual([]);
  const { operation } = documented;
  const reading = operation.startsWith('get') || operation.startsWith('list');
  if (!reading) expect(place.zoom.calls.filter((call) => call.operation === operation)).toEqual([]);
  expect(refusedCalls(place)).toEqual([]);
}

async function fillIn(who: string, fields: NonNullable<Journey['form']>) {
  const person = place.as(who);
  await person.waitFor(({ views }) => views.at(-1)?.view.submit);
  return person.submit('top', fields);
}

describe('trouble with somebody else’s account is not taken for one’s own', () => {
  const noors = '*Noor Haddad*’s invitation to Zoom was never accepted and has run out.';

  it('Ada adds Noor, whose invitation has run out, as an assistant and reads that it is Noor’s', async () => {
    expired(place.zoom);
    await place.as('ada').command('/zoom add-assistant @noor');
    expect(await reads('ada', /invitation/)).toContain(noors);
  });

  it('Ada asks for Noor, by her address: the address is named', async () => {
    expired(place.zoom);
    await place.as('ada').command('/zoom add-assistant noor@example.com');
    expect(await reads('ada', /invitation/)).toContain('*noor@example.com*’s invitation to Zoom');
  });

  it('Grace deletes Noor and reads her name, not “this person”', async () => {
    expired(place.zoom);
    await place.as('grace').command('/zoom delete-user @noor disassociate');
    expect(await reads('grace', /invitation/)).toContain(noors);
  });

  it('Grace gives Noor a webinar before she has accepted: the command and the form name Noor', async () => {
    await place.as('grace').command('/zoom add-ons @noor webinar 500');
    const words = '*Noor Haddad*’s settings are there once the invitation to Zoom is accepted.';
    expect(await reads('grace', /invitation/)).toContain(words);
    startAfresh(place);
    await place.as('grace').command('/zoom add-ons @noor');
    expect(await reads('grace', /invitation/)).toContain(words);
  });

  it('Noor asks for somebody else while her own invitation has run out: that is told as hers', async () => {
    expired(place.zoom);
    await place.as('noor').command('/zoom add-assistant @mia');
    await reads('noor', 'Your invitation to Zoom was never accepted and has run out.');
  });
});

describe('what Zoom would refuse is refused here, in the same words', () => {
  const refusedHere = password.filter(({ when }) => when.kind === 'played');
  it.each(refusedHere.map((one) => [one.documented.message, one] as const))(
    'Ada’s form does not take a password that Zoom answers with “%s”',
    async (_, one) => {
      const secret = String(one.documented.request(place.zoom).body?.password);
      await place.as('ada').command('/zoom set-password');
      const submitted = await fillIn('ada', { password: secret, again: secret });
      // Before Zoom says what the account asks for, its usual eight are named.
      const says = expectedWords(one).says.replace('at least 6', 'at least 8');
      expect(submitted).toMatchObject({ ok: false, errors: { password: expect.stringContaining(says) } });
      expect(place.zoom.calls.filter(({ operation }) => operation === 'updatePassword')).toEqual([]);
    },
  );

  const words: Readonly<Record<string, RegExp>> = {
    'picture-empty': /This file is empty\.\s+Choose another picture/,
    'picture-too-large': /This picture is larger than 2 MB, .*\s+Choose another picture/,
    'picture-wrong-type': /isn’t a JPEG, PNG or GIF picture\.\s+Choose another picture/,
  };
  it.each(
    picture.filter(({ when }) => when.kind === 'played').map((one) => [one.documented.message, one] as const),
  )(
    'Ada’s picture that Zoom would answer with “%s” does not leave the bot',
    async (_, { documented, kind }) => {
      const { bytes = new Uint8Array() } = documented.request(place.zoom).multipart ?? {};
      await place.as('ada').command('/zoom picture');
      const content = Buffer.from(bytes).toString('base64');
      await fillIn('ada', { picture: [{ name: 'ada.png', mimetype: 'image/png', content }] });
      await reads('ada', words[kind] ?? '');
      expect(place.zoom.calls.filter(({ operation }) => operation === 'uploadPicture')).toEqual([]);
    },
  );
});
