import type { Messages } from './messages.ts';

const requestLicence = 'Beantragen Sie eine Lizenz und versuchen Sie es dann erneut.';

/** Profile, host key, personal link. */
export const profile = {
  'host-key-meeting-running': {
    says: 'Ihr Host-Schlüssel lässt sich nicht ändern, während Ihr Meeting läuft.',
    saysOther: 'Der Host-Schlüssel von {subject} lässt sich nicht ändern, während dort ein Meeting läuft.',
    next: 'Beenden Sie das Meeting und versuchen Sie es dann erneut.',
  },
  'host-key-same-as-audio-password': {
    says: 'Der Host-Schlüssel ist derselbe wie Ihr Passwort für Telefonkonferenzen.',
    saysOther: 'Der Host-Schlüssel ist derselbe wie das Passwort von {subject} für Telefonkonferenzen.',
    next: 'Wählen Sie einen anderen Host-Schlüssel.',
  },
  'host-key-needs-licence': {
    says: 'Sie brauchen eine Zoom-Lizenz, um einen Host-Schlüssel zu haben.',
    saysOther: 'Für einen Host-Schlüssel fehlt {subject} eine Zoom-Lizenz.',
    next: requestLicence,
  },
  'host-needs-licence': {
    says: 'Dafür brauchen Sie eine Zoom-Lizenz.',
    saysOther: 'Dafür fehlt {subject} eine Zoom-Lizenz.',
    next: requestLicence,
  },
  'vanity-name-taken': {
    says: 'Diesen Namen für den persönlichen Link hat schon jemand.',
    next: 'Wählen Sie einen anderen Namen.',
  },
  'pmi-needs-meetings-licence': {
    says: 'Zu Ihrem Konto gehören keine Meetings, daher gibt es keine persönliche Meeting-ID zu ändern.',
    saysOther:
      'Zum Konto von {subject} gehören keine Meetings, daher gibt es keine persönliche Meeting-ID zu ändern.',
    next: requestLicence,
  },
  'name-has-invalid-word': {
    says: 'Zoom nimmt ein Wort in diesem Namen nicht an[: {name}].',
    next: 'Wählen Sie einen anderen Namen.',
  },
  'about-me-invalid': {
    says: 'Der Text über Sie darf keine Links und kein HTML enthalten.',
    saysOther: 'Der Text über {subject} darf keine Links und kein HTML enthalten.',
    next: 'Entfernen Sie sie und senden Sie den Text erneut.',
  },
  'linkedin-invalid': {
    says: 'Das ist keine LinkedIn-Adresse.',
    next: 'Geben Sie eine Adresse auf linkedin.com an.',
  },
  'admin-only-change': {
    says: 'Zoom lässt das nur Administratoren unseres Kontos ändern.',
    next: 'Bitten Sie die Zoom-Admins, es auf der Website von Zoom zu ändern.',
  },
  'update-refused': {
    says: 'Zoom hat die Änderung an Ihrem Konto nicht angenommen.',
    saysOther: 'Zoom hat die Änderung am Konto von {subject} nicht angenommen.',
    next: 'Prüfen Sie Ihre Angaben. Sind sie richtig, wenden Sie sich an die Zoom-Admins.',
  },
} satisfies Partial<Messages>;

/** The profile picture. */
export const picture = {
  'picture-empty': {
    says: 'Diese Bilddatei ist leer.',
    next: 'Wählen Sie eine andere Datei.',
  },
  'picture-too-large': {
    says: 'Das Bild ist größer als 2 MB.',
    next: 'Verkleinern Sie es oder wählen Sie ein anderes.',
  },
  'picture-wrong-type': {
    says: 'Zoom nimmt keine Bilder dieser Art an.',
    next: 'Wählen Sie eine JPG- oder PNG-Datei.',
  },
  'picture-content-refused': {
    says: 'Zoom hat nicht angenommen, was das Bild zeigt.',
    next: 'Wählen Sie ein anderes Bild.',
  },
  'picture-refused': {
    says: 'Zoom hat das Bild nicht angenommen.',
    next: 'Wählen Sie eine JPG- oder PNG-Datei mit höchstens 2 MB.',
  },
} satisfies Partial<Messages>;

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
} satisfies Partial<Messages>;
