import type { Words } from '../words.ts';

/** The user type and the licences of the account. */
export const licences = {
  'paid-users-not-allowed': {
    says: 'Unser Zoom-Tarif hat keine Lizenzen zu vergeben.',
    next: 'Fragen Sie die Zoom-Admins nach unserem Zoom-Tarif.',
  },
  'no-free-licence': {
    says: 'Keine Zoom-Lizenz ist frei[ (wir haben {maxNumber})].',
    next: 'Bitten Sie die Zoom-Admins, eine freizugeben oder weitere zu kaufen, und fragen Sie dann erneut.',
  },
  'no-free-basic-seat': {
    says: 'Kein Basic-Platz in Zoom ist frei[ (wir haben {maxNumber})].',
    next: 'Bitten Sie die Zoom-Admins, Platz zu schaffen, und fragen Sie dann erneut.',
  },
  'no-free-no-meetings-seat': {
    says: 'Kein Zoom-Platz ohne Meetings ist frei[ (wir haben {maxNumber})].',
    next: 'Bitten Sie die Zoom-Admins, Platz zu schaffen, und fragen Sie dann erneut.',
  },
  'subscription-full': {
    says: 'Das Abonnement[ {subscriptionId}] hat keine freien Lizenzen mehr.',
    next: 'Fragen Sie die Zoom-Admins, welches Abonnement Sie verwenden sollen.',
  },
  'subscription-unknown': {
    says: 'Unser Zoom-Konto hat kein Abonnement[ {subscriptionId}| dieses Namens].',
    next: 'Wählen Sie ein anderes Abonnement.',
  },
  'room-user': {
    says: 'Dieser Zoom-Benutzer ist ein Besprechungsraum, und ein Raum braucht seine Lizenz.',
    saysOther: '{subject} ist in Zoom ein Besprechungsraum, und ein Raum braucht seine Lizenz.',
    next: 'Wenden Sie sich an die Zoom-Admins; Räume werden auf der Website von Zoom verwaltet.',
  },
  'type-change-not-permitted': {
    says: 'Zoom lässt diese Änderung Ihrer Lizenz nicht zu.',
    saysOther: 'Zoom lässt diese Änderung der Lizenz von {subject} nicht zu.',
    next: 'Bitten Sie die Zoom-Admins, sich das Konto auf der Website von Zoom anzusehen.',
  },
  'upcoming-events': {
    says: 'Bei Ihnen steht eine Veranstaltung in Zoom Events bevor, daher können Sie noch nicht zu Basic zurückkehren.',
    saysOther:
      'Bei {subject} steht eine Veranstaltung in Zoom Events bevor, daher ist die Rückkehr zu Basic noch nicht möglich.',
    next: 'Versuchen Sie es erneut, wenn die Veranstaltung vorbei oder abgesagt ist.',
  },
  'one-licence-change-at-a-time': {
    says: 'Zoom nimmt immer nur eine Lizenzänderung auf einmal an.',
    next: 'Nehmen Sie die Änderungen nacheinander vor.',
  },
  'base-plan-licence': {
    says: 'Diese Lizenz ist die Grundlage unseres Zoom-Tarifs und lässt sich nicht entziehen.',
    next: 'Fragen Sie die Zoom-Admins nach unserem Zoom-Tarif.',
  },
  'plan-invalid': {
    says: 'Diesen Tarif kennt Zoom nicht.',
    next: 'Wählen Sie einen anderen Tarif.',
  },
  'on-prem-not-allowed': {
    says: 'In unserem Zoom-Konto sind keine On-Prem-Benutzer möglich.',
    next: 'Wählen Sie Basic oder Licensed.',
  },
} satisfies Partial<Words>;
