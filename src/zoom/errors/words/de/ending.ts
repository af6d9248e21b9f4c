import type { Words } from '../words.ts';

/** Accounts that end, pause or come back. */
export const ending = {
  'delete-refused': {
    says: 'Zoom hat Ihr Konto nicht entfernt.',
    saysOther: 'Zoom hat das Konto von {subject} nicht entfernt.',
    next: 'Prüfen Sie Ihre Auswahl. Ist sie richtig, entfernen Sie den Benutzer auf der Website von Zoom.',
  },
  'status-refused': {
    says: 'Zoom hat den Status Ihres Kontos nicht geändert.',
    saysOther: 'Zoom hat den Status des Kontos von {subject} nicht geändert.',
    next: 'Bitten Sie die Zoom-Admins, sich das Konto auf der Website von Zoom anzusehen.',
  },
  'room-user-permanent': {
    says: 'Dieser Zoom-Benutzer ist ein Besprechungsraum, und Räume lassen sich so nicht entfernen.',
    saysOther: '{subject} ist in Zoom ein Besprechungsraum, und Räume lassen sich so nicht entfernen.',
    next: 'Räume werden auf der Website von Zoom verwaltet.',
  },
  'room-or-admin-status': {
    says: 'Sie sind Zoom-Admin oder ein Besprechungsraum, und diese kann Zoom weder aktivieren noch deaktivieren.',
    saysOther:
      '{subject} ist Zoom-Admin oder ein Besprechungsraum, und diese kann Zoom weder aktivieren noch deaktivieren.',
    next: 'Entziehen Sie einem Admin zuerst auf der Website von Zoom die Admin-Rolle.',
  },
  'admin-user': {
    says: 'Sie sind Zoom-Admin, und Admins lassen sich nicht aus dem Konto entfernen.',
    saysOther: '{subject} ist Zoom-Admin, und Admins lassen sich nicht aus dem Konto entfernen.',
    next: 'Zuerst muss auf der Website von Zoom die Admin-Rolle entzogen werden.',
  },
  'api-user': {
    says: 'Dieser Benutzer wurde von einer App angelegt und lässt sich nicht aus dem Konto lösen.',
    saysOther:
      'Der Benutzer {subject} wurde von einer App angelegt und lässt sich nicht aus dem Konto lösen.',
    next: 'Löschen Sie den Benutzer stattdessen, falls ihn niemand mehr braucht.',
  },
  'managed-domain-user': {
    says: 'Ihre E-Mail-Adresse hat eine Domain, die unser Konto verwaltet; deshalb lässt sich Ihr Zoom-Benutzer nicht daraus lösen.',
    saysOther:
      'Die E-Mail-Adresse von {subject} hat eine Domain, die unser Konto verwaltet; deshalb lässt sich der Zoom-Benutzer nicht daraus lösen.',
    next: 'Ändern Sie zuerst die E-Mail-Adresse auf eine andere Domain oder löschen Sie den Benutzer stattdessen.',
  },
  'phone-role-holder': {
    says: 'Sie verwalten in Zoom Phone eine Anrufwarteschlange oder eine automatische Rufannahme, daher geht das noch nicht.',
    saysOther:
      '{subject} verwaltet in Zoom Phone eine Anrufwarteschlange oder eine automatische Rufannahme, daher geht das noch nicht.',
    next: 'Übergeben Sie diese Aufgabe zuerst in Zoom Phone und versuchen Sie es dann erneut.',
  },
  'deactivated-user-stuck': {
    says: 'Ihr Konto ist deaktiviert, und so kann Zoom es nicht löschen.',
    saysOther: 'Das Konto von {subject} ist deaktiviert, und so kann Zoom es nicht löschen.',
    next: 'Mehr dazu weiß nur der Support von Zoom.',
  },
  'transfer-to-room': {
    says: 'An einen Besprechungsraum lässt sich nichts übergeben.',
    next: 'Wählen Sie stattdessen eine Person.',
  },
  'transfer-to-same-user': {
    says: 'Was übergeben wird, muss an jemand anderen gehen als an den Benutzer, der entfernt wird.',
    next: 'Wählen Sie eine andere Person.',
  },
  'transfer-target-other-account': {
    says: 'Die Person, die übernehmen soll, ist nicht in unserem Zoom-Konto.',
    next: 'Wählen Sie jemanden aus unserem Zoom-Konto.',
  },
  'transfer-target-needs-licence': {
    says: 'Der Person, die übernehmen soll, fehlt die nötige Lizenz[: {licence} oder höher].',
    next: 'Wählen Sie jemanden, der sie hat, oder vergeben Sie diese Lizenz zuerst.',
  },
  'published-events': {
    says: 'Sie haben in Zoom Events Veranstaltungen veröffentlicht, daher lässt sich Ihr Konto nicht entfernen.',
    saysOther:
      '{subject} hat in Zoom Events Veranstaltungen veröffentlicht, daher lässt sich das Konto nicht entfernen.',
    next: 'Beenden oder übergeben Sie die Veranstaltungen zuerst in Zoom Events und versuchen Sie es dann erneut.',
  },
  'published-events-need-target': {
    says: 'Sie haben in Zoom Events Veranstaltungen veröffentlicht, und niemand wurde genannt, der sie übernimmt.',
    saysOther:
      '{subject} hat in Zoom Events Veranstaltungen veröffentlicht, und niemand wurde genannt, der sie übernimmt.',
    next: 'Wählen Sie, wer sie übernimmt.',
  },
  'upcoming-events-deactivation': {
    says: 'Bei Ihnen steht eine Veranstaltung in Zoom Events bevor, daher lässt sich Ihr Konto noch nicht deaktivieren.',
    saysOther:
      'Bei {subject} steht eine Veranstaltung in Zoom Events bevor, daher lässt sich das Konto noch nicht deaktivieren.',
    next: 'Versuchen Sie es erneut, wenn die Veranstaltung vorbei oder abgesagt ist.',
  },
} satisfies Partial<Words>;
