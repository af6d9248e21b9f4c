import type { Words } from '../words.ts';

/** An account, its invitation, its assistants. */
export const accounts = {
  'user-not-found': {
    says: 'In unserem Zoom-Konto gibt es keinen Benutzer für Sie.',
    saysOther: 'In unserem Zoom-Konto gibt es keinen Benutzer für {subject}.',
    next: 'Bitten Sie die Zoom-Admins, den Benutzer anzulegen oder ihn zu verknüpfen, falls er eine andere E-Mail-Adresse hat.',
  },
  'user-other-account': {
    says: 'Ihr Zoom-Benutzer gehört zu einem anderen Zoom-Konto, nicht zu unserem.',
    saysOther: 'Der Zoom-Benutzer von {subject} gehört zu einem anderen Zoom-Konto, nicht zu unserem.',
    next: 'Bitten Sie die Zoom-Admins, den Benutzer in unser Konto zu holen.',
  },
  'invitation-missing': {
    says: 'Ihre Einladung zu Zoom wurde nie angenommen und ist abgelaufen.',
    saysOther: 'Die Einladung von {subject} zu Zoom wurde nie angenommen und ist abgelaufen.',
    next: 'Bitten Sie die Zoom-Admins um eine neue Einladung.',
  },
  'pending-settings': {
    says: 'Ihre Einstellungen gibt es erst, wenn Sie die Einladung zu Zoom angenommen haben.',
    saysOther: 'Einstellungen gibt es für {subject} erst, wenn die Einladung zu Zoom angenommen ist.',
    next: 'Öffnen Sie die Einladungs-E-Mail von Zoom, nehmen Sie die Einladung an und versuchen Sie es dann erneut.',
  },
  'page-token-expired': {
    says: 'Die Liste ist inzwischen zu alt, um hier fortzufahren.',
    next: 'Beginnen Sie wieder mit der ersten Seite.',
  },
  'email-required': {
    says: 'Es fehlt eine E-Mail-Adresse.',
    next: 'Geben Sie die Adresse ein, nach der Sie suchen.',
  },
  'vanity-name-required': {
    says: 'Es fehlt ein Name für den persönlichen Link.',
    next: 'Geben Sie den Namen ein, nach dem Sie suchen.',
  },
  'account-not-paid': {
    says: 'Assistenten setzen ein kostenpflichtiges Zoom-Konto voraus, und unseres ist kostenlos.',
    next: 'Fragen Sie die Zoom-Admins nach unserem Zoom-Tarif.',
  },
  'subject-needs-licence': {
    says: 'Sie brauchen eine Zoom-Lizenz, um Assistenten zu haben.',
    saysOther: 'Um Assistenten zu haben, fehlt {subject} eine Zoom-Lizenz.',
    next: 'Beantragen Sie eine Lizenz und fügen Sie den Assistenten dann erneut hinzu.',
  },
  'assistant-needs-licence': {
    says: 'Um Ihr Assistent zu werden, fehlt [{email}|dieser Person] eine Zoom-Lizenz.',
    saysOther: 'Um Assistent von {subject} zu werden, fehlt [{email}|dieser Person] eine Zoom-Lizenz.',
    next: 'Die Person kann hier beim selben Bot eine beantragen. Fügen Sie sie danach erneut hinzu.',
  },
  'own-assistant': {
    says: 'Sie können nicht Ihr eigener Assistent sein.',
    saysOther: 'Niemand kann der eigene Assistent sein, auch {subject} nicht.',
    next: 'Wählen Sie jemand anderen.',
  },
  'assistant-not-found': {
    says: 'Zoom kennt keinen Benutzer für [{email}|diese Person].',
    next: 'Prüfen Sie die Adresse. Ist sie richtig, bitten Sie die Zoom-Admins, die Person in unser Zoom-Konto aufzunehmen.',
  },
  'already-assistant': {
    says: '[{email}|Diese Person] ist bereits Ihr Assistent.',
    saysOther: '[{email}|Diese Person] ist bereits Assistent von {subject}.',
    next: 'Für diese Person ist nichts mehr zu tun. Haben Sie noch andere genannt, fügen Sie diese ohne sie hinzu.',
  },
  'assistant-other-account': {
    says: '[{email}|Diese Person] gehört zu einem anderen Zoom-Konto; Assistenten müssen aus unserem sein.',
    next: 'Wählen Sie jemanden aus unserem Zoom-Konto.',
  },
  'assistants-refused': {
    says: 'Zoom hat die Änderung Ihrer Assistenten nicht angenommen.',
    saysOther: 'Zoom hat die Änderung der Assistenten von {subject} nicht angenommen.',
    next: 'Prüfen Sie Ihre Auswahl. Ist sie richtig, wenden Sie sich an die Zoom-Admins.',
  },
} satisfies Partial<Words>;
