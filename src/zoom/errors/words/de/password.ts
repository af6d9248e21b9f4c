import type { Words } from '../words.ts';

/** Passwords: what they must be like, and who may not change one. */
export const password = {
  'password-too-short': {
    says: 'Das Passwort braucht mindestens [{number}|8] Zeichen.',
    next: 'Wählen Sie ein längeres.',
  },
  'password-too-long': {
    says: 'Das Passwort darf höchstens [{number}|32] Zeichen haben.',
    next: 'Wählen Sie ein kürzeres.',
  },
  'password-needs-letter': {
    says: 'Das Passwort braucht mindestens einen Buchstaben.',
    next: 'Ergänzen Sie einen Buchstaben und senden Sie es erneut.',
  },
  'password-needs-number': {
    says: 'Das Passwort braucht mindestens eine Ziffer.',
    next: 'Ergänzen Sie eine Ziffer und senden Sie es erneut.',
  },
  'password-needs-special': {
    says: 'Das Passwort braucht mindestens ein Sonderzeichen wie # oder @.',
    next: 'Ergänzen Sie eines und senden Sie es erneut.',
  },
  'password-needs-both-cases': {
    says: 'Das Passwort braucht Groß- und Kleinbuchstaben.',
    next: 'Mischen Sie beides und senden Sie es erneut.',
  },
  'password-one-character': {
    says: 'Das Passwort darf nicht nur aus demselben Zeichen bestehen.',
    next: 'Verwenden Sie verschiedene Zeichen.',
  },
  'password-sequence': {
    says: 'Das Passwort darf keine fortlaufenden Zeichen wie abcdef oder 123456 enthalten.',
    next: 'Unterbrechen Sie die Reihe oder wählen Sie ein anderes Passwort.',
  },
  'password-too-easy': {
    says: 'Das Passwort ist zu leicht zu erraten.',
    next: 'Wählen Sie eines ohne Namen und gängige Wörter.',
  },
  'password-same-as-old': {
    says: 'Das neue Passwort ist dasselbe wie das alte.',
    next: 'Wählen Sie ein anderes.',
  },
  'password-reused': {
    says: 'Das Passwort wurde schon einmal verwendet[; die letzten {number} sind nicht noch einmal möglich].',
    next: 'Wählen Sie ein neues.',
  },
  'password-invalid': {
    says: 'Zoom nimmt dieses Passwort nicht an.',
    next: 'Wählen Sie ein längeres oder weniger einfaches.',
  },
  'password-changed-too-often': {
    says: 'Ihr Passwort wurde so oft geändert, wie Zoom es innerhalb von 24 Stunden erlaubt.',
    saysOther:
      'Das Passwort von {subject} wurde so oft geändert, wie Zoom es innerhalb von 24 Stunden erlaubt.',
    next: 'Versuchen Sie es morgen erneut.',
  },
  'password-not-work-email': {
    says: 'Sie melden sich bei Zoom nicht mit einem eigenen Passwort an, daher gibt es keines zu ändern.',
    saysOther:
      'Für {subject} gibt es bei Zoom kein eigenes Passwort zur Anmeldung, daher gibt es keines zu ändern.',
    next: 'Ändern Sie es dort, wo die Anmeldung stattfindet, zum Beispiel in der Anmeldung der Firma.',
  },
  'admin-password': {
    says: 'Sie sind Zoom-Admin, und Zoom lässt niemand anderen Ihr Passwort setzen.',
    saysOther: '{subject} ist Zoom-Admin, und Zoom lässt niemand anderen dieses Passwort setzen.',
    next: 'Admins ändern ihr eigenes Passwort in ihrem Profil auf der Website von Zoom.',
  },
} satisfies Partial<Words>;
