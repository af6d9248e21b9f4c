import type { Words } from '../words.ts';

/** New accounts. */
export const creation = {
  'create-refused': {
    says: 'Zoom hat den Benutzer nicht angelegt.',
    next: 'Prüfen Sie Ihre Angaben und senden Sie sie erneut.',
  },
  'adding-users-not-permitted': {
    says: 'Zoom lässt in unserem Konto keine neuen Benutzer zu.',
    next: 'Bitten Sie den Kundensupport von Zoom, es zu erlauben.',
  },
  'email-has-zoom-account': {
    says: '[{email}|Diese E-Mail-Adresse] hat bereits ein aktives Zoom-Konto.',
    next: 'Wählen Sie eine andere Adresse oder laden Sie die Person ein, damit sie mit ihrem vorhandenen Konto beitreten kann.',
  },
  'email-domain-not-allowed': {
    says: '[{email}|Diese E-Mail-Adresse] hat keine Domain, die unser Zoom-Konto erlaubt[ ({domains})].',
    next: 'Wählen Sie eine Adresse einer unserer eigenen Domains.',
  },
  'email-in-other-region': {
    says: '[{email}|Diese E-Mail-Adresse] gehört zu einem Zoom-Konto in einer anderen Region, das unserem nicht beitreten kann.',
    next: 'Wählen Sie eine andere Adresse oder bitten Sie den Kundensupport von Zoom, das Konto umzuziehen.',
  },
  'sso-not-enabled': {
    says: 'Unser Zoom-Konto hat kein Single Sign-on.',
    next: 'Legen Sie den Benutzer auf andere Weise an oder bitten Sie den Kundensupport von Zoom, es einzuschalten.',
  },
  'sso-preprovisioning-off': {
    says: 'Unser Zoom-Konto kann Benutzer nicht vorab für Single Sign-on anlegen.',
    next: 'Legen Sie den Benutzer auf andere Weise an oder bitten Sie den Kundensupport von Zoom, es einzuschalten.',
  },
  'group-not-found': {
    says: 'In unserem Zoom-Konto gibt es keine Gruppe[ {groupId}| dieses Namens].',
    next: 'Wählen Sie eine andere Gruppe.',
  },
  'partner-account': {
    says: 'Zoom lässt ein Konto unserer Art (GPA) keine Benutzer anlegen.',
    next: 'Fragen Sie den Kundensupport von Zoom.',
  },
  'partner-account-owner': {
    says: 'Diese Person besitzt ein Zoom-Konto einer Art (GPA), die nicht eingeladen werden kann.',
    next: 'Wählen Sie eine andere E-Mail-Adresse.',
  },
  'user-forbidden': {
    says: 'Zoom lässt nicht zu, dass diese Person eingeladen wird.',
    next: 'Fragen Sie den Kundensupport von Zoom nach dem Grund.',
  },
  'no-free-phone-licence': {
    says: 'Es ist keine Lizenz für Zoom Phone mehr frei.',
    next: 'Bitten Sie die Zoom-Admins, eine freizugeben oder weitere zu kaufen, oder fahren Sie ohne Zoom Phone fort.',
  },
} satisfies Partial<Words>;
