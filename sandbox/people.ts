/** A person of the sandbox: one row holds who they are in Slack and in Zoom. */
export interface SandboxPerson {
  readonly slackId: string;
  /** Slack's short handle, as it stands in `<@U0ADA|ada>`. */
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  readonly title: string;
  /** Handles of their manager, as the Zoom account and as the Slack profile name them. */
  readonly manager?: { readonly zoom?: string; readonly slack?: string };
  readonly slack: {
    readonly kind: 'member' | 'guest' | 'single-channel-guest' | 'bot' | 'deactivated' | 'stranger';
    readonly emailConfirmed?: boolean;
    /** IANA time zone and Slack locale. */
    readonly tz?: string;
    readonly locale?: string;
  };
  /** `null`: this person has no Zoom account. */
  readonly zoom: null | {
    /** 22 characters of base64url, as Zoom's own ids. */
    readonly id: string;
    readonly type: 'basic' | 'licensed';
    readonly status: 'active' | 'inactive' | 'pending' | 'locked';
    readonly role: 'owner' | 'admin' | 'member';
  };
}

const zoomId = (name: string) => `${name}0zJKyaiAyTNCMWjiWC18KQ`.slice(0, 22);

/** Everybody in the sandbox. The order is the order of the page's person switcher. */
export const people: readonly SandboxPerson[] = [
  {
    slackId: 'U0ADA',
    handle: 'ada',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    title: 'Employee with a licence',
    manager: { zoom: 'linus' },
    slack: { kind: 'member', tz: 'Europe/London', locale: 'en-GB' },
    zoom: { id: zoomId('Ada'), type: 'licensed', status: 'active', role: 'member' },
  },
  {
    slackId: 'U0BEN',
    handle: 'ben',
    name: 'Ben Okafor',
    email: 'ben@example.com',
    title: 'Employee with a Basic account',
    manager: { slack: 'mia' },
    slack: { kind: 'member', tz: 'Europe/Berlin', locale: 'en-GB' },
    zoom: { id: zoomId('Ben'), type: 'basic', status: 'active', role: 'member' },
  },
  {
    slackId: 'U0GRACE',
    handle: 'grace',
    name: 'Grace Hopper',
    email: 'grace@example.com',
    title: 'Admin and approver',
    slack: { kind: 'member', tz: 'America/New_York', locale: 'en-US' },
    zoom: { id: zoomId('Grace'), type: 'licensed', status: 'active', role: 'admin' },
  },
  {
    slackId: 'U0LINUS',
    handle: 'linus',
    name: 'Linus Pauling',
    email: 'linus@example.com',
    title: 'Second approver',
    slack: { kind: 'member', tz: 'Europe/Helsinki', locale: 'en-US' },
    zoom: { id: zoomId('Linus'), type: 'licensed', status: 'active', role: 'admin' },
  },
  {
    slackId: 'U0MIA',
    handle: 'mia',
    name: 'Mia Chen',
    email: 'mia@example.com',
    title: 'Executive assistant',
    slack: { kind: 'member', tz: 'Asia/Singapore', locale: 'en-US' },
    zoom: { id: zoomId('Mia'), type: 'licensed', status: 'active', role: 'member' },
  },
  {
    slackId: 'U0OWEN',
    handle: 'owen',
    name: 'Owen Reyes',
    email: 'owen@example.com',
    title: 'Owner of the Zoom account',
    slack: { kind: 'member', locale: 'en-US' },
    zoom: { id: zoomId('Owen'), type: 'licensed', status: 'active', role: 'owner' },
  },
  {
    slackId: 'U0NOOR',
    handle: 'noor',
    name: 'Noor Haddad',
    email: 'noor@example.com',
    title: 'Has not accepted the Zoom invitation',
    slack: { kind: 'member', locale: 'en-US' },
    zoom: { id: zoomId('Noor'), type: 'basic', status: 'pending', role: 'member' },
  },
  {
    slackId: 'U0OTTO',
    handle: 'otto',
    name: 'Otto Braun',
    email: 'otto@example.com',
    title: 'Zoom account is inactive',
    slack: { kind: 'member', locale: 'en-US' },
    zoom: { id: zoomId('Otto'), type: 'licensed', status: 'inactive', role: 'member' },
  },
  {
    slackId: 'U0LEA',
    handle: 'lea',
    name: 'Lea Novak',
    email: 'lea@example.com',
    title: 'Zoom account is locked',
    slack: { kind: 'member', locale: 'en-US' },
    zoom: { id: zoomId('Lea'), type: 'licensed', status: 'locked', role: 'member' },
  },
  {
    slackId: 'U0IVY',
    handle: 'ivy',
    name: 'Ivy Tan',
    email: 'ivy@example.com',
    title: 'No Zoom account yet',
    slack: { kind: 'member', locale: 'en-US' },
    zoom: null,
  },
  {
    slackId: 'U0GUS',
    handle: 'gus',
    name: 'Gus Guest',
    email: 'gus@agency.example.net',
    title: 'Guest',
    slack: { kind: 'single-channel-guest', locale: 'en-US' },
    zoom: null,
  },
  {
    slackId: 'U0GINA',
    handle: 'gina',
    name: 'Gina Guest',
    email: 'gina@example.com',
    title: 'Guest in several channels',
    slack: { kind: 'guest', locale: 'en-US' },
    zoom: { id: zoomId('Gina'), type: 'basic', status: 'active', role: 'member' },
  },
  {
    slackId: 'U0EVE',
    handle: 'eve',
    name: 'Eve Stranger',
    email: 'eve@partner.example.org',
    title: 'Member of another organisation',
    slack: { kind: 'stranger', locale: 'en-US' },
    zoom: null,
  },
  {
    slackId: 'U0UMA',
    handle: 'uma',
    name: 'Uma Unconfirmed',
    email: 'uma@example.com',
    title: 'Email not confirmed in Slack',
    slack: { kind: 'member', emailConfirmed: false, locale: 'en-US' },
    zoom: { id: zoomId('Uma'), type: 'licensed', status: 'active', role: 'member' },
  },
  {
    slackId: 'U0DEE',
    handle: 'dee',
    name: 'Dee Parted',
    email: 'dee@example.com',
    title: 'Deactivated in Slack',
    slack: { kind: 'deactivated', locale: 'en-US' },
    zoom: { id: zoomId('Dee'), type: 'licensed', status: 'active', role: 'member' },
  },
  {
    slackId: 'U0HAL',
    handle: 'hal',
    name: 'Hal',
    email: '',
    title: 'Another bot',
    slack: { kind: 'bot', locale: 'en-US' },
    zoom: null,
  },
];

/** The person with this handle; throws when the sandbox has nobody of that name. */
export function person(handle: string): SandboxPerson {
  const found = people.find((one) => one.handle === handle);
  if (!found) throw new Error(`The sandbox knows no person called ${handle}`);
  return found;
}
