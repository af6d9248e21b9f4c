import type { ZoomAccount } from './account.ts';
import type { ZoomAccountUser } from './account-user.ts';
import { bundleFields, hasBundle, zoomOneOf } from './bundles.ts';
import { setType } from './licences.ts';
import { invalidFields, Refusal } from './refusal.ts';

interface LicenceInfo {
  license_type: string;
  license_option: number | bigint;
  subscription_id: string;
}

type Body = Readonly<Record<string, unknown>>;

/** Refuses a bundle that the account has not, or has no more of. What a type may not do to a bundle is a guess. */
export function refuseBundle(account: ZoomAccount, user: ZoomAccountUser, body: Body): void {
  const { zoom_one_type: zoomOne, license_info_list: list, type } = body;
  const { workplace } = account;
  const keepsBundle =
    "You can't turn off your Zoom One license now because you are having Zoom One as your basic plan type.";
  if (zoomOne !== undefined && String(zoomOne) === '0' && workplace.role === 'base') {
    throw new Refusal(400, 300, keepsBundle);
  }
  if (type !== undefined && type !== 2 && workplace.role === 'add-on' && hasBundle(user)) {
    throw new Refusal(400, 300, keepsBundle);
  }
  if (zoomOne !== undefined && String(zoomOne) !== '0' && String(zoomOne) !== zoomOneOf(user)) {
    const taken = account.users.filter((one) => one !== user && zoomOneOf(one) === String(zoomOne)).length;
    if (taken >= (workplace.seats[String(zoomOne)] ?? 0)) throw full();
  }
  if (list !== undefined) refuseList(account, user, list);
}

function full(): Refusal {
  return new Refusal(
    400,
    2038,
    'Your request to convert the plan type of this user was not approved at this time because your account has reached the permitted maximum number. Please purchase additional licenses or contact the Zoom support team to provision additional users in your account.',
  );
}

function refuseList(account: ZoomAccount, user: ZoomAccountUser, list: unknown): void {
  if (!Array.isArray(list)) throw invalidFields('license_info_list');
  for (const { license_type, license_option, subscription_id } of list as LicenceInfo[]) {
    const found = account.subscriptions.find(({ id }) => id === subscription_id);
    if (!found) {
      const message = `The subscription "${subscription_id}" you entered does not exist. Please choose a different subscription and try again.`;
      throw new Refusal(400, 300, message);
    }
    if (found.type !== license_type || found.option !== String(license_option)) {
      throw invalidFields('license_info_list[0].license_option');
    }
    const taken = account.users.filter(
      (one) => one !== user && listOf(one).some((other) => other.subscription_id === subscription_id),
    );
    if (taken.length >= found.seats) throw full();
  }
}

const listOf = (user: ZoomAccountUser) => (user.profile.license_info_list ?? []) as LicenceInfo[];

/** Gives or takes a checked bundle, with the type that goes with it; tells what changed. */
export function applyBundle(account: ZoomAccount, user: ZoomAccountUser, body: Body): string[] {
  return bundleFields.flatMap((field) => {
    const value = body[field];
    if (value === undefined || text(user.profile[field]) === text(value)) return [];
    const what = [`${field} → ${text(value)}`];
    if (['0', 'none', '', '[]'].includes(text(value))) return [...what, setType(account, user, 1)];
    if (user.type !== 2) what.push(setType(account, user, 2));
    user.profile[field] = value;
    return what;
  });
}

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'bigint' || typeof value === 'number'
    ? String(value)
    : JSON.stringify(value ?? '', (_, one) => (typeof one === 'bigint' ? String(one) : one));
