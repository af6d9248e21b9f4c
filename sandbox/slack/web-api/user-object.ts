import type { Rec } from '../json.ts';
import type { WorkspaceUser } from '../workspace.ts';

interface Shown {
  /** `users:read.email` is granted. */
  readonly email: boolean;
  /** `include_locale` was given. */
  readonly locale: boolean;
}

/** A person as `users.info` tells them; someone deactivated has lost most fields. */
export function userObject(user: WorkspaceUser, shown: Shown): Rec {
  const base = { id: user.id, team_id: user.teamId, name: user.handle };
  const deactivated = user.kind === 'deactivated';
  const isBot = user.kind === 'bot' || user.kind === 'app';
  const tail = { is_bot: isBot, is_app_user: false, updated: 1_700_000_000 };
  const profile = profileOf(user, shown.email);
  if (deactivated) return { ...base, deleted: true, profile, ...tail, is_forgotten: false };
  const zone = { tz: user.tz, tz_label: zoneName(user.tz), tz_offset: zoneOffset(user.tz) };
  const single = user.kind === 'single-channel-guest';
  return {
    ...{ ...base, deleted: false, color: '9f69e7', real_name: user.name, ...zone, profile },
    ...{ is_admin: user.isAdmin, is_owner: false, is_primary_owner: false },
    ...{ is_restricted: user.kind === 'guest' || single, is_ultra_restricted: single },
    ...{ ...tail, is_email_confirmed: user.emailConfirmed, who_can_share_contact_card: 'EVERYONE' },
    ...(user.kind === 'stranger' ? { is_stranger: true } : {}),
    ...(shown.locale ? { locale: user.locale } : {}),
  };
}

function profileOf(user: WorkspaceUser, withEmail: boolean): Rec {
  const [first = '', ...rest] = user.name.split(' ');
  const isBot = user.kind === 'bot' || user.kind === 'app';
  return {
    ...{ title: isBot ? '' : user.title, phone: '', skype: '', status_text: '', status_emoji: '' },
    ...{ real_name: user.name, real_name_normalized: user.name },
    ...{ display_name: user.handle, display_name_normalized: user.handle },
    ...{ first_name: first, last_name: rest.join(' '), team: user.teamId, avatar_hash: 'g0' },
    ...(withEmail && user.email && !isBot ? { email: user.email } : {}),
  };
}

function zoneName(tz: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: tz, timeZoneName: 'long' }).formatToParts(
    new Date(),
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? tz;
}

/** Seconds east of Greenwich, now. */
function zoneOffset(tz: string): number {
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const local = new Date(`${now.toLocaleString('sv-SE', { timeZone: tz }).replace(' ', 'T')}Z`);
  return Math.round((local.getTime() - now.getTime()) / 1000);
}
