import { person as personCalled, type SandboxPerson } from '../people.ts';
import type { ZoomAccountUser } from './account-user.ts';
import { firstPassword, hashPassword } from './password.ts';

/** A user with everything that is not given filled in. */
export function makeUser(
  given: Pick<ZoomAccountUser, 'id' | 'accountId' | 'email' | 'displayName'> & Partial<ZoomAccountUser>,
): ZoomAccountUser {
  const [firstName = '', ...rest] = given.displayName.split(' ');
  return {
    firstName,
    lastName: rest.join(' '),
    jobTitle: '',
    dept: 'Operations',
    timezone: 'Europe/London',
    language: 'en-US',
    type: 1,
    status: 'active',
    forceLocked: false,
    invitationExpired: false,
    role: 'member',
    login: 'email',
    signedIn: given.login === 'sso',
    cluster: 'us06',
    phoneRole: 'none',
    room: false,
    meetingRunning: false,
    pmi: tenDigits(given.id),
    usePmi: false,
    vanityName: '',
    hostKey: '482915',
    audioPassword: '731064',
    meetingCapacity: 100,
    webinar: 0,
    largeMeeting: 0,
    groups: [],
    imGroups: [],
    passwords: [hashPassword(given.id, firstPassword)],
    picture: null,
    clockedIn: false,
    settings: {},
    assistants: [],
    privateEvents: [],
    webinars: [],
    meetings: [],
    hosted: [],
    lastSignIn: '2026-11-20T07:41:00Z',
    phone: null,
    emailChanges: [],
    createdAt: '2024-03-04T08:00:00Z',
    profile: {},
    ...given,
  };
}

/** The Zoom user of one of the sandbox's people, or undefined for those who have none. */
export function userOf(person: SandboxPerson, accountId: string): ZoomAccountUser | undefined {
  if (!person.zoom) return undefined;
  const { id, type, status, role } = person.zoom;
  const manager = person.manager?.zoom;
  return makeUser({
    id,
    accountId,
    email: person.email,
    displayName: person.name,
    jobTitle: person.title,
    timezone: person.slack.tz ?? 'Europe/London',
    language: person.slack.locale ?? 'en-US',
    type: type === 'licensed' ? 2 : 1,
    status,
    role,
    vanityName: role === 'admin' ? person.name.toLowerCase().replaceAll(' ', '.') : '',
    profile: manager ? { manager: personCalled(manager).email } : {},
  });
}

/** Ten digits that stay the same for the same id. */
function tenDigits(id: string): number {
  let sum = 7;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 8_999_999_999;
  return 1_000_000_000 + sum;
}
