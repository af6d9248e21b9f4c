import { type Text, text } from '../../../languages/text.ts';
import type { ErrorAction } from '../error-kinds.ts';
import { accounts, creation, email, removal } from './en-accounts.ts';
import { addOns, licences } from './en-licences.ts';
import { password, picture, profile } from './en-profile.ts';
import type { Messages } from './messages.ts';

/** The request, the bot's rights at Zoom, Zoom itself. */
const everywhere = {
  'invalid-value': {
    says: 'Zoom doesn’t accept something you entered[ ({field}: {detail})].',
    next: 'Check what you entered and send it again.',
  },
  'request-malformed': {
    says: 'Zoom couldn’t read what I sent. That’s my mistake, not yours.',
    next: 'Please tell an admin.',
  },
  'endpoint-unknown': {
    says: 'Zoom doesn’t know what I asked for. That’s my mistake, not yours.',
    next: 'Please tell an admin.',
  },
  'api-denied': {
    says: 'Zoom doesn’t let me in at the moment.',
    next: 'An admin has to ask Zoom why our account is shut out.',
  },
  'missing-scopes': {
    says: 'I’m not allowed to do this in Zoom yet[ (missing: {scopes})].',
    next: 'An admin has to give my app that permission in Zoom’s Marketplace.',
  },
  'missing-role-permission': {
    says: 'The Zoom role I work with may not do this[ (missing: {permission})].',
    next: 'An admin has to extend that role in Zoom.',
  },
  'token-refused': {
    says: 'Zoom didn’t let me sign in.',
    next: 'Try again in a minute. If it stays like this, please tell an admin.',
  },
  'credentials-refused': {
    says: 'Zoom doesn’t accept my sign-in details.',
    next: 'An admin has to check the app’s details in the bot’s settings.',
  },
  'zoom-account-unknown': {
    says: 'Zoom doesn’t know the account I am set up for.',
    next: 'An admin has to check the account ID in the bot’s settings.',
  },
  'app-not-activated': {
    says: 'My app is switched off in Zoom.',
    next: 'An admin has to activate it in Zoom’s Marketplace.',
  },
  'app-type-disabled': {
    says: 'Our Zoom account doesn’t allow apps of my kind.',
    next: 'An admin has to allow Server-to-Server apps in Zoom.',
  },
  'zoom-busy': {
    says: 'Zoom is very busy just now.',
    next: 'Please try again in a minute.',
  },
  'rate-limited-second': {
    says: 'Zoom is busy with our account just now.',
    next: 'Wait a few seconds and try again.',
  },
  'rate-limited-day': {
    says: 'Zoom takes no more of these requests from us today.',
    next: 'Try again tomorrow, or ask an admin if it can’t wait.',
  },
  'request-in-progress': {
    says: 'Zoom is still busy with an earlier request for your account.',
    saysOther: 'Zoom is still busy with an earlier request for {subject}’s account.',
    next: 'Wait a minute and look again before you repeat it.',
  },
  'zoom-unreachable': {
    says: 'I can’t reach Zoom at the moment.',
    next: 'Try again in a minute.',
  },
  'zoom-timeout': {
    says: 'Zoom took too long to answer.',
    next: 'Try again in a minute.',
  },
  'zoom-server-error': {
    says: 'Zoom is having trouble.',
    next: 'Try again in a minute, or check {statusPage}.',
  },
  'unreadable-answer': {
    says: 'Zoom gave an answer that I can’t read.',
    next: 'Try again in a minute. If it stays like this, please tell an admin.',
  },
  cancelled: {
    says: 'This was stopped before Zoom had answered.',
    next: 'Try again if you still want it.',
  },
  unknown: {
    says: 'Zoom said no, for a reason that I don’t know.',
    next: 'Please tell an admin; the log has Zoom’s own words.',
  },
} satisfies Partial<Messages>;

/** What people are told, by kind of error; British spelling: "licence" is the noun. */
export const messages: Messages = {
  ...accounts,
  ...email,
  ...creation,
  ...removal,
  ...licences,
  ...addOns,
  ...profile,
  ...picture,
  ...password,
  ...everywhere,
};

/** Labels of the buttons. */
export const labels: Readonly<Record<ErrorAction, Text>> = {
  retry: text`Try again`,
  edit: text`Change and try again`,
  'request-license': text`Request a licence`,
  'request-activation': text`Ask to be activated`,
};

/** The next step after a change that may have been made although no clear answer came. */
export const inDoubt = 'The change may have been made all the same: look before you repeat it.';
