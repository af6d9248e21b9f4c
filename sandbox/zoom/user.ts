import type { SandboxPerson } from '../people.ts';
import { firstPassword, hashPassword } from './password.ts';
import type { Picture } from './picture.ts';

/** A Zoom user as the sandbox keeps it; change it freely to bring about what you want to see. */
export interface ZoomAccountUser {
  id: string;
  /** Another account's users are known to Zoom too: they make the faults about strangers. */
  accountId: string;
  email: string;
  firstName: string;
  lastName: string;
  displayName: string;
  jobTitle: string;
  dept: string;
  timezone: string;
  language: string;
  /** 1 Basic, 2 Licensed, 4 Unassigned without Meetings Basic, 99 None. */
  type: number;
  status: 'active' | 'inactive' | 'pending' | 'locked';
  /** Locked by Zoom's support team: more than `locked`. */
  forceLocked: boolean;
  /** A pending user's invitation ran out. */
  invitationExpired: boolean;
  role: 'owner' | 'admin' | 'member';
  /** How they sign in: checkEmail only knows those with an email sign-in. */
  login: 'email' | 'sso' | 'google' | 'api';
  /** An SSO user has a session that can be ended. */
  signedIn: boolean;
  /** Where Zoom keeps the user: another cluster than the account's makes them unreachable. */
  cluster: string;
  /** Zoom Phone holds on to those who run a call queue or an auto receptionist. */
  phoneRole: 'none' | 'call-queue-manager' | 'auto-receptionist-operator';
  /** A Zoom Room. */
  room: boolean;
  meetingRunning: boolean;
  pmi: number;
  usePmi: boolean;
  vanityName: string;
  hostKey: string;
  audioPassword: string;
  /** People that the user's own meetings hold. */
  meetingCapacity: number;
  /** People that the user's webinars hold; 0: no webinar licence. */
  webinar: number;
  /** People that the user's large meetings hold; 0: no such licence. */
  largeMeeting: number;
  groups: string[];
  imGroups: string[];
  /** Hashes, the current one first. */
  passwords: string[];
  picture: Picture | null;
  /** Clocked in at Zoom's workforce management. */
  clockedIn: boolean;
  /** Settings that were written, over the usual ones. */
  settings: Record<string, unknown>;
  /** Ids of those who may schedule for this user. */
  assistants: string[];
  /** Milliseconds of earlier changes of the email address. */
  emailChanges: number[];
  createdAt: string;
  /** Anything else that updateUser set. */
  profile: Record<string, unknown>;
}

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
    emailChanges: [],
    createdAt: '2024-03-04T08:00:00Z',
    profile: {},
    ...given,
  };
}

/** The Zoom user of one of the cast, or undefined for those who have none. */
export function userOf(person: SandboxPerson, accountId: string): ZoomAccountUser | undefined {
  if (!person.zoom) return undefined;
  const { id, type, status, role } = person.zoom;
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
  });
}

/** Ten digits that stay the same for the same id. */
function tenDigits(id: string): number {
  let sum = 7;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 8_999_999_999;
  return 1_000_000_000 + sum;
}
