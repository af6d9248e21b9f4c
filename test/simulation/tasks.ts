import type { FieldValue } from '../../sandbox/slack/elements.ts';
import type { ZoomSandbox } from '../../sandbox/zoom/server.ts';
import { accountOf, type Pair } from './people.ts';

/** One changing command as a person asks for it, and what Zoom has to see of it. */
export interface Task {
  readonly command: string;
  /** What is typed after `/zoom <command>`. */
  words(pair: Pair): string;
  /** What is filled into the form, for what can’t be typed. */
  form?(pair: Pair): Readonly<Record<string, FieldValue>>;
  /** Prepares the accounts, so that there is something to change. */
  arrange?(zoom: ZoomSandbox, pair: Pair): void;
  /** The changing calls that Zoom carries out for it; none when only the bot's store changes. */
  readonly calls: readonly string[];
  /** Whoever asks has to be an admin. */
  readonly admin?: true;
  /** The calls that undo it; set when the simulation tries to. */
  readonly undo?: readonly string[];
  /** Zoom can’t be asked whether it happened: the outcome may be "I can’t tell". */
  readonly maybe?: true;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const mention = ({ other }: Pair) => `@${other.handle}`;
const nothing = () => '';
/** The address of an account that `create-user` makes. */
export const freshAddress = (number: number) => `fresh${number}@example.com`;

/** Every changing command. */
export const tasks: readonly Task[] = [
  { command: 'add-assistant', words: mention, calls: ['addAssistants'], undo: ['deleteAssistant'] },
  {
    command: 'remove-assistant',
    words: mention,
    arrange: (zoom, { me, other }) => void accountOf(zoom, me).assistants.push(other.zoom?.id ?? ''),
    calls: ['deleteAssistant'],
    undo: ['addAssistants'],
  },
  {
    command: 'remove-scheduler',
    words: mention,
    arrange: (zoom, { me, other }) => void accountOf(zoom, other).assistants.push(me.zoom?.id ?? ''),
    calls: ['deleteScheduler'],
  },
  {
    command: 'profile',
    words: ({ number }) => `display-name Kim the ${number}th`,
    calls: ['updateUser'],
    undo: ['updateUser'],
  },
  {
    command: 'picture',
    words: nothing,
    form: ({ number }) => ({
      picture: [{ name: `${number}.png`, mimetype: 'image/png', content: PNG.toString('base64') }],
    }),
    calls: ['uploadPicture'],
  },
  {
    command: 'settings',
    words: () => 'waiting-room on',
    arrange: (zoom, { me }) =>
      void Object.assign(accountOf(zoom, me), { settings: { in_meeting: { waiting_room: false } } }),
    calls: ['updateSettings'],
    undo: ['updateSettings'],
  },
  {
    command: 'set-password',
    words: nothing,
    form: ({ number }) => ({ password: `Violet-${number}-Harbour`, again: `Violet-${number}-Harbour` }),
    calls: ['updatePassword'],
    maybe: true,
  },
  { command: 'change-email', words: ({ number }) => `new${number}@example.com`, calls: ['changeEmail'] },
  {
    command: 'sign-out',
    words: nothing,
    arrange: (zoom, { me }) => void Object.assign(accountOf(zoom, me), { login: 'sso', signedIn: true }),
    calls: ['revokeSsoToken'],
    maybe: true,
  },
  {
    command: 'request-license',
    words: () => 'for 14d workshops',
    arrange: (zoom, { me }) => void Object.assign(accountOf(zoom, me), { type: 1 }),
    calls: ['updateUser'],
  },
  { command: 'return-license', words: nothing, calls: ['updateUser'] },
  {
    command: 'create-user',
    words: ({ number }) => `${freshAddress(number)} Fay Fresh${number} basic Team${number}`,
    calls: ['createUser', 'updateUser'],
    admin: true,
    undo: ['deleteUser'],
  },
  {
    command: 'edit-user',
    words: (pair) => `${mention(pair)} department Team${pair.number}`,
    calls: ['updateUser'],
    admin: true,
    undo: ['updateUser'],
  },
  { command: 'delete-user', words: (pair) => `${mention(pair)} delete`, calls: ['deleteUser'], admin: true },
  {
    command: 'activate',
    words: mention,
    arrange: (zoom, { other }) => void Object.assign(accountOf(zoom, other), { status: 'inactive' }),
    calls: ['updateStatus'],
    admin: true,
    undo: ['updateStatus'],
  },
  {
    command: 'deactivate',
    words: mention,
    calls: ['updateStatus'],
    admin: true,
    undo: ['updateStatus', 'updateUser'],
  },
  {
    command: 'set-license',
    words: (pair) => `${mention(pair)} basic`,
    calls: ['updateUser'],
    admin: true,
    undo: ['updateUser'],
  },
  {
    command: 'add-ons',
    words: (pair) => `${mention(pair)} webinar 500`,
    calls: ['updateSettings'],
    admin: true,
    undo: ['updateSettings'],
  },
  {
    command: 'link',
    words: (pair) => `${mention(pair)} ada@example.com`,
    calls: [],
    admin: true,
  },
  { command: 'unlink', words: mention, calls: [], admin: true },
];
