import type { Words } from '../words.ts';

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
} satisfies Partial<Words>;
