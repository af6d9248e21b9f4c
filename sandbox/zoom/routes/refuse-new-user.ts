import { domainOf, type ZoomAccount } from '../account.ts';
import { refuseBasicSeat, refusePaidSeat } from '../licences.ts';
import { fitsRules } from '../password.ts';
import { Refusal } from '../refusal.ts';
import type { CreateAction, NewUser } from './new-user.ts';

/** Refuses a new user as Zoom does; which fault goes first is a guess. */
export function refuseNewUser(account: ZoomAccount, wanted: NewUser): void {
  const { action, email, type } = wanted;
  refuseAction(account, action, email);
  refuseDomain(account, email);
  refuseKnown(account, email);
  for (const id of wanted.groups) {
    if (!account.groups.some((group) => group.id === id)) {
      throw new Refusal(404, 4130, `Group not exist: ${id}`);
    }
  }
  for (const id of wanted.imGroups) {
    if (!account.imGroups.some((group) => group.id === id)) {
      throw new Refusal(404, 4130, `IM Group not exist: ${id}`);
    }
  }
  const password = typeof wanted.password === 'string' ? wanted.password : '';
  if (action === 'autoCreate' && !fitsRules(account.passwordRules, password)) {
    throw new Refusal(400, 300, 'Invalid parameter: password');
  }
  refuseType(account, action, type);
}

function refuseAction(account: ZoomAccount, action: CreateAction, email: string): void {
  // Guesses: Zoom gives this text without a cause. autoCreate is documented for managed domains only.
  const notFor =
    (action === 'custCreate' && !account.apiUsers) ||
    (action === 'autoCreate' && !account.managedDomains.includes(domainOf(email)));
  if (account.creationStopped || notFor) {
    throw new Refusal(400, 200, 'No permission, please contact Zoom customer support.');
  }
  if (action === 'ssoCreate' && !account.ssoPreProvisioning) {
    throw new Refusal(400, 2002, 'Only available for Enabled Pre-provisioning SSO Partners');
  }
}

function refuseDomain(account: ZoomAccount, email: string): void {
  const domain = domainOf(email);
  if (account.blockedDomains.includes(domain)) throw new Refusal(400, 1107, 'Email domain is blocked');
  const limited = account.limitedDomains;
  if (limited.length > 0 && !limited.includes(domain)) {
    const domains = limited.join(', ');
    throw new Refusal(400, 1116, `Email address ${email} doesn't match limited domains: ${domains}`);
  }
}

function refuseKnown(account: ZoomAccount, email: string): void {
  const holders = account.users.filter((user) => user.email.toLowerCase() === email.toLowerCase());
  if (holders.some((user) => user.accountId === account.id)) {
    throw new Refusal(409, 1005, `Email ${email} has already been used.`);
  }
  const elsewhere = holders[0];
  if (!elsewhere) return;
  if (elsewhere.cluster !== account.cluster) {
    throw new Refusal(
      400,
      1135,
      `New User already exists in another cluster, current don't support add another cluster user, email: ${email}`,
    );
  }
  if (elsewhere.phoneRole !== 'none') {
    throw new Refusal(
      400,
      1000,
      'The user cannot be changed because s/he is a Call-queue manager or Auto-receptionist operator.',
    );
  }
  // A Basic account of one's own can be given up for this one, a paid one cannot: a guess at the usual case.
  if (elsewhere.type === 2 && elsewhere.status === 'active') {
    throw new Refusal(400, 1009, `The user ${email} already holds an active account.`);
  }
}

function refuseType(account: ZoomAccount, action: CreateAction, type: number): void {
  // Documented: 99 is for ssoCreate only. That giving licences needs a privilege of its own is a guess.
  const notAllowed = type === 2 && !account.privileges.includes('UserType:Edit');
  if (notAllowed || (type === 99 && action !== 'ssoCreate')) {
    throw new Refusal(400, 1108, 'User type permission check failed.');
  }
  if (type === 2) refusePaidSeat(account);
  if (type === 1) refuseBasicSeat(account);
}
