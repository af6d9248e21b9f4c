import { accounts, creation, email, removal } from './de-accounts.ts';
import { addOns, licences } from './de-licences.ts';
import { password, picture, profile } from './de-profile.ts';
import type { Language, Messages } from './messages.ts';

const inAMinute = 'Versuchen Sie es in einer Minute erneut.';
const tellAdmins = 'Bitte sagen Sie den Zoom-Admins Bescheid.';

/** The request, the bot's rights at Zoom, Zoom itself. */
const everywhere = {
  'invalid-value': {
    says: 'Zoom nimmt eine Ihrer Angaben nicht an[ ({field}: {detail})].',
    next: 'Prüfen Sie Ihre Angaben und senden Sie sie erneut.',
  },
  'request-malformed': {
    says: 'Zoom konnte nicht lesen, was ich gesendet habe. Das ist mein Fehler, nicht Ihrer.',
    next: tellAdmins,
  },
  'endpoint-unknown': {
    says: 'Zoom weiß nicht, wonach ich gefragt habe. Das ist mein Fehler, nicht Ihrer.',
    next: tellAdmins,
  },
  'api-denied': {
    says: 'Zoom lässt mich zurzeit nicht hinein.',
    next: 'Die Zoom-Admins müssen bei Zoom nachfragen, warum unser Konto ausgesperrt ist.',
  },
  'missing-scopes': {
    says: 'Das darf ich in Zoom noch nicht[ (es fehlt: {scopes})].',
    next: 'Die Zoom-Admins müssen meiner App diese Berechtigung im Marketplace von Zoom geben.',
  },
  'missing-role-permission': {
    says: 'Die Zoom-Rolle, mit der ich arbeite, darf das nicht[ (es fehlt: {permission})].',
    next: 'Die Zoom-Admins müssen diese Rolle in Zoom erweitern.',
  },
  'token-refused': {
    says: 'Zoom hat meine Anmeldung nicht angenommen.',
    next: 'Versuchen Sie es in einer Minute erneut. Bleibt es dabei, sagen Sie bitte den Zoom-Admins Bescheid.',
  },
  'credentials-refused': {
    says: 'Zoom nimmt meine Zugangsdaten nicht an.',
    next: 'Die Zoom-Admins müssen die Daten der App in den Einstellungen des Bots prüfen.',
  },
  'zoom-account-unknown': {
    says: 'Zoom kennt das Konto nicht, für das ich eingerichtet bin.',
    next: 'Die Zoom-Admins müssen die Konto-ID in den Einstellungen des Bots prüfen.',
  },
  'app-not-activated': {
    says: 'Meine App ist in Zoom ausgeschaltet.',
    next: 'Die Zoom-Admins müssen sie im Marketplace von Zoom aktivieren.',
  },
  'app-type-disabled': {
    says: 'Unser Zoom-Konto erlaubt keine Apps meiner Art.',
    next: 'Die Zoom-Admins müssen in Zoom Server-to-Server-Apps erlauben.',
  },
  'zoom-busy': {
    says: 'Bei Zoom ist gerade sehr viel los.',
    next: 'Bitte versuchen Sie es in einer Minute erneut.',
  },
  'rate-limited-second': {
    says: 'Zoom hat mit unserem Konto gerade viel zu tun.',
    next: 'Warten Sie ein paar Sekunden und versuchen Sie es erneut.',
  },
  'rate-limited-day': {
    says: 'Zoom nimmt heute keine weiteren Anfragen dieser Art von uns an.',
    next: 'Versuchen Sie es morgen erneut oder fragen Sie die Zoom-Admins, wenn es nicht warten kann.',
  },
  'request-in-progress': {
    says: 'Zoom ist noch mit einer früheren Anfrage zu Ihrem Konto beschäftigt.',
    saysOther: 'Zoom ist noch mit einer früheren Anfrage zum Konto von {subject} beschäftigt.',
    next: 'Warten Sie eine Minute und sehen Sie nach, bevor Sie sie wiederholen.',
  },
  'zoom-unreachable': {
    says: 'Ich kann Zoom zurzeit nicht erreichen.',
    next: inAMinute,
  },
  'zoom-timeout': {
    says: 'Zoom hat zu lange für eine Antwort gebraucht.',
    next: inAMinute,
  },
  'zoom-server-error': {
    says: 'Bei Zoom gibt es zurzeit eine Störung.',
    next: 'Versuchen Sie es in einer Minute erneut, oder sehen Sie auf {statusPage} nach.',
  },
  'unreadable-answer': {
    says: 'Zoom hat eine Antwort gegeben, die ich nicht lesen kann.',
    next: 'Versuchen Sie es in einer Minute erneut. Bleibt es dabei, sagen Sie bitte den Zoom-Admins Bescheid.',
  },
  cancelled: {
    says: 'Der Vorgang wurde abgebrochen, bevor Zoom geantwortet hat.',
    next: 'Versuchen Sie es erneut, wenn Sie es noch möchten.',
  },
  unknown: {
    says: 'Zoom hat aus einem Grund abgelehnt, den ich nicht kenne.',
    next: 'Bitte sagen Sie den Zoom-Admins Bescheid; Zooms eigene Worte stehen im Protokoll.',
  },
} satisfies Partial<Messages>;

/** What people are told in German, addressed with "Sie". The user types keep the names that the bot shows: Basic, Licensed. */
export const de: Language = {
  messages: {
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
  },
  labels: {
    retry: 'Erneut versuchen',
    edit: 'Ändern und erneut versuchen',
    'request-activation': 'Um Freischaltung bitten',
    'request-license': 'Lizenz beantragen',
  },
  inDoubt:
    'Die Änderung wurde womöglich trotzdem vorgenommen: Bitte sehen Sie nach, bevor Sie sie wiederholen.',
};
