import type { Words } from '../words.ts';

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
} satisfies Partial<Words>;
