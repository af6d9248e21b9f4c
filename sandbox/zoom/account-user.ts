/** A profile picture as it was sent. */
export interface Picture {
  type: 'image/jpeg' | 'image/png' | 'image/gif';
  bytes: Uint8Array;
  /** Last part of its address; another picture has another one. */
  name: string;
}

/** Meetings that were hosted, as a series back in time; one meeting is a series of one. */
export interface HostedSeries {
  /** When the last one began. */
  last: string;
  /** How many there were, so many days apart. */
  times: number;
  everyDays: number;
  minutes: number;
  /** People in each, the host among them. */
  participants: number;
  webinar?: true;
}

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
  /** Those of them who may manage this user's private events. */
  privateEvents: string[];
  /** Webinars to come. */
  webinars: { topic: string; startsAt: string }[];
  /** Meetings to come; `null`: a recurring one without a time, of which Zoom tells no length. */
  meetings: { topic: string; startsAt: string | null; minutes: number | null }[];
  hosted: HostedSeries[];
  /** Empty: never. */
  lastSignIn: string;
  /** Zoom Phone: `null` without. */
  phone: { numbers: string[]; plan: string } | null;
  /** Milliseconds of earlier changes of the email address. */
  emailChanges: number[];
  createdAt: string;
  /** Anything else that updateUser set. */
  profile: Record<string, unknown>;
}
