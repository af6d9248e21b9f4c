import type { Messages } from './messages.ts';

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
  'account-not-paid': {
    says: 'Assistenten setzen ein kostenpflichtiges Zoom-Konto voraus, und unseres ist kostenlos.',
    next: 'Fragen Sie die Zoom-Admins nach unserem Zoom-Tarif.',
  },
  'paid-accounts-only': {
    says: 'Das bietet Zoom nur für kostenpflichtige Konten an.',
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
} satisfies Partial<Messages>;

/** Changing the email address. */
export const email = {
  'pending-email': {
    says: 'Ihre E-Mail-Adresse lässt sich erst ändern, wenn Sie die Einladung zu Zoom angenommen haben.',
    saysOther:
      'Die E-Mail-Adresse von {subject} lässt sich erst ändern, wenn die Einladung zu Zoom angenommen ist.',
    next: 'Öffnen Sie die Einladungs-E-Mail von Zoom, nehmen Sie die Einladung an und versuchen Sie es dann erneut.',
  },
  'owner-email': {
    says: 'Ihnen gehört unser Zoom-Konto, und die E-Mail-Adresse des Inhabers lässt sich von hier aus nicht ändern.',
    saysOther:
      '{subject} ist Inhaber unseres Zoom-Kontos, und die E-Mail-Adresse des Inhabers lässt sich von hier aus nicht ändern.',
    next: 'Der Inhaber kann sie im eigenen Profil auf der Website von Zoom ändern.',
  },
  'other-admin-email': {
    says: 'Sie sind Zoom-Admin, und Zoom erlaubt keinem anderen Admin, Ihre E-Mail-Adresse zu ändern.',
    saysOther:
      '{subject} ist Zoom-Admin, und Zoom erlaubt keinem anderen Admin, diese E-Mail-Adresse zu ändern.',
    next: 'Der Inhaber unseres Zoom-Kontos kann sie ändern.',
  },
  'user-force-locked': {
    says: 'Zoom hat Ihr Konto gesperrt.',
    saysOther: 'Zoom hat das Konto von {subject} gesperrt.',
    next: 'Nur der Support von Zoom kann es wieder freigeben; bitten Sie die Zoom-Admins, sich dort zu melden.',
  },
  'user-locked-or-inactive': {
    says: 'Ihr Zoom-Benutzer ist gesperrt oder deaktiviert.',
    saysOther: 'Der Zoom-Benutzer von {subject} ist gesperrt oder deaktiviert.',
    next: 'Bitten Sie die Zoom-Admins, ihn zu aktivieren, und versuchen Sie es dann erneut.',
  },
  'email-domain-blocked': {
    says: 'Zoom nimmt keine E-Mail-Adressen dieser Domain an.',
    next: 'Wählen Sie eine Adresse einer anderen Domain.',
  },
  'email-domain-unmanaged': {
    says: 'Unser Zoom-Konto verwaltet die Domain dieser E-Mail-Adresse nicht.',
    next: 'Wählen Sie eine Adresse einer unserer eigenen Domains oder bitten Sie die Zoom-Admins, die Domain bei Zoom hinzufügen zu lassen.',
  },
  'email-taken': {
    says: '[{email}|Diese E-Mail-Adresse] wird bereits verwendet.',
    next: 'Wählen Sie eine andere Adresse.',
  },
  'email-change-refused': {
    says: 'Zoom lässt die Änderung Ihrer E-Mail-Adresse nicht zu.',
    saysOther: 'Zoom lässt die Änderung der E-Mail-Adresse von {subject} nicht zu.',
    next: 'Bitten Sie die Zoom-Admins, sich das Konto anzusehen.',
  },
} satisfies Partial<Messages>;

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
} satisfies Partial<Messages>;

/** Account removal, deactivation and activation. */
export const removal = {
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
} satisfies Partial<Messages>;
