import type { ZoomAccount } from '../account.ts';
import type { ZoomAccountUser } from '../account-user.ts';
import { invalidFields, Refusal, type Reply } from '../refusal.ts';
import type { Route, ZoomRequest } from '../route.ts';
import { addOnFields, applyAddOns, readAddOns, refuseAddOns } from '../settings/add-ons.ts';
import { compare, isRecord, write } from '../settings/merge.ts';
import { options, settingsOf, writableSettings } from '../settings/settings-of.ts';
import { changeable, readable, refuseExpiredInvitation } from './find.ts';
import { setPhone } from './phone.ts';

/** A user's settings. */
export const settingsRoutes: readonly Route[] = [
  {
    operation: 'getSettings',
    method: 'GET',
    path: '/users/:userId/settings',
    scope: 'user:read:settings:admin',
    rate: 'medium',
    handle: ({ account, params: { userId = '' }, query }) => {
      readOption(query);
      const user = readable(account, userId);
      refuseExpiredInvitation(user);
      refusePending(user);
      return { status: 200, body: settingsOf(user, query) };
    },
  },
  {
    operation: 'updateSettings',
    method: 'PATCH',
    path: '/users/:userId/settings',
    scope: 'user:update:settings:admin',
    rate: 'medium',
    handle: updateSettings,
  },
];

/** `PATCH /users/{userId}/settings`: merged into what is there, all of it or nothing. */
function updateSettings(request: ZoomRequest): Reply {
  const { account, params, query, body, changed } = request;
  const option = readOption(query);
  const user = changeable(account, params.userId ?? '');
  refuseExpiredInvitation(user);
  refusePending(user);
  const { feature, ...groups } = body;
  if (feature !== undefined && !isRecord(feature)) throw invalidFields('feature');

  const licences = option === null ? (feature ?? {}) : {};
  const others = Object.fromEntries(Object.entries(licences).filter(([name]) => !addOnFields.includes(name)));
  const wanted = option === null ? { ...groups, feature: others } : groups;
  const addOns = readAddOns(user, licences);
  const { wrong, changes } = compare(writableSettings(user, option), wanted);
  if (wrong.length > 0) throw invalidFields(...wrong);
  refuseAddOns(account, user, addOns);

  for (const what of [...applyAddOns(account, user, addOns), ...setPhone(user, licences.zoom_phone)]) {
    changed(user.id, what);
  }
  for (const { path, value } of changes) {
    if (isLocked(account, path) || path === 'feature.zoom_phone') continue;
    write(user.settings, path, value);
    changed(user.id, `setting ${path} ${told(path, value)}`);
  }
  return { status: 204 };
}

/** The query's `option`; null picks the usual settings. */
function readOption(query: URLSearchParams): string | null {
  const option = query.get('option');
  if (option !== null && !options.includes(option)) throw invalidFields('option');
  return option;
}

/** Documented for reading; that writing is refused in the same words is a guess. */
function refusePending(user: ZoomAccountUser): void {
  if (user.status === 'pending') throw new Refusal(400, 1000, 'Can not access pending user settings.');
}

/**
 * What the account has locked stays as it is while Zoom answers that all went well. Reported by users of the
 * API, not documented: so the bot has to read again what it wrote.
 */
const isLocked = ({ lockedSettings }: ZoomAccount, path: string) =>
  lockedSettings.some((locked) => path === locked || path.startsWith(`${locked}.`));

/** The new value for the journal, which never holds a password. */
function told(path: string, value: unknown): string {
  if (/pass(word|code)/.test(path) && typeof value === 'string') return 'changed';
  return `→ ${JSON.stringify(value).slice(0, 100)}`;
}
