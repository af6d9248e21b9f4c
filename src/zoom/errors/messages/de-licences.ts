import type { Messages } from './messages.ts';

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
} satisfies Partial<Messages>;

const buyMore =
  'Bitten Sie die Zoom-Admins, eine freizugeben oder weitere zu kaufen, und versuchen Sie es dann erneut.';
const requestLicence = 'Beantragen Sie eine Lizenz und versuchen Sie es dann erneut.';
const chooseOne = 'Wählen Sie eines davon und versuchen Sie es erneut.';
const waitForEvent = 'Versuchen Sie es erneut, wenn die Veranstaltung vorbei oder abgesagt ist.';

/** Add-on licences: webinars, large meetings, Zoom Events and the like. */
export const addOns = {
  'settings-refused': {
    says: 'Zoom hat die Änderung Ihrer Einstellungen nicht angenommen.',
    saysOther: 'Zoom hat die Änderung der Einstellungen von {subject} nicht angenommen.',
    next: 'Prüfen Sie Ihre Auswahl. Ist sie richtig, wenden Sie sich an die Zoom-Admins.',
  },
  'no-free-webinar-licence': {
    says: 'Keine Lizenz für Webinar[ {capacity}] ist frei[ (wir haben {maxNumber})].',
    next: buyMore,
  },
  'no-free-large-meeting-licence': {
    says: 'Keine Lizenz für Large Meeting[ {capacity}] ist frei[ (wir haben {maxNumber})].',
    next: buyMore,
  },
  'no-free-events-licence': {
    says: 'Keine Lizenz für [{planName}|Zoom Events] ist frei[ (wir haben {maxNumber})].',
    next: buyMore,
  },
  'no-free-concurrent-meeting-licence': {
    says: 'Keine Lizenz für Concurrent Meeting[ {edition}] ist frei[ (wir haben {maxNumber})].',
    next: buyMore,
  },
  'no-free-product-licence': {
    says: 'Es ist keine Lizenz[ für {product}] mehr frei, oder sie gehört nicht zu unserem Zoom-Tarif.',
    next: buyMore,
  },
  'webinar-needs-licence': {
    says: 'Sie brauchen eine Zoom-Lizenz, um Webinare zu veranstalten.',
    saysOther: 'Um Webinare zu veranstalten, fehlt {subject} eine Zoom-Lizenz.',
    next: requestLicence,
  },
  'large-meeting-needs-licence': {
    says: 'Sie brauchen eine Zoom-Lizenz, um große Meetings zu veranstalten.',
    saysOther: 'Um große Meetings zu veranstalten, fehlt {subject} eine Zoom-Lizenz.',
    next: requestLicence,
  },
  'events-need-licence': {
    says: 'Sie brauchen eine Zoom-Lizenz, um Zoom Events oder Zoom Sessions zu nutzen.',
    saysOther: 'Um Zoom Events oder Zoom Sessions zu nutzen, fehlt {subject} eine Zoom-Lizenz.',
    next: requestLicence,
  },
  'concurrent-meeting-needs-licence': {
    says: 'Sie brauchen eine Zoom-Lizenz, um mehrere Meetings gleichzeitig abzuhalten.',
    saysOther: 'Um mehrere Meetings gleichzeitig abzuhalten, fehlt {subject} eine Zoom-Lizenz.',
    next: requestLicence,
  },
  'concurrent-meeting-not-available': {
    says: 'Concurrent Meeting[ {edition}] gehört nicht zu unserem Zoom-Tarif.',
    next: 'Fragen Sie die Zoom-Admins nach unserem Zoom-Tarif.',
  },
  'webinar-or-events': {
    says: 'Webinar und Zoom Events vergibt Zoom nicht an dieselbe Person.',
    next: chooseOne,
  },
  'one-events-plan': {
    says: 'Zoom vergibt an niemanden zwei Veranstaltungstarife gleichzeitig.',
    next: 'Wählen Sie einen davon und versuchen Sie es erneut.',
  },
  'one-whiteboard-licence': {
    says: 'Whiteboard und Whiteboard Plus vergibt Zoom nicht an dieselbe Person.',
    next: chooseOne,
  },
  'upcoming-events-capacity': {
    says: 'Bei Ihnen steht eine Veranstaltung[ für {maxCapacity} Personen] bevor, daher lässt sich Zoom Events noch nicht verkleinern.',
    saysOther:
      'Bei {subject} steht eine Veranstaltung[ für {maxCapacity} Personen] bevor, daher lässt sich Zoom Events noch nicht verkleinern.',
    next: waitForEvent,
  },
  'upcoming-events-removal': {
    says: 'Bei Ihnen steht eine Veranstaltung bevor, daher lässt sich Zoom Events noch nicht entziehen.',
    saysOther:
      'Bei {subject} steht eine Veranstaltung bevor, daher lässt sich Zoom Events noch nicht entziehen.',
    next: waitForEvent,
  },
  'events-downgrade-not-possible': {
    says: 'Zoom lässt keinen Wechsel von Zoom Events Unlimited zu Zoom Sessions Unlimited zu.',
    next: 'Behalten Sie den Tarif oder entziehen Sie ihn zuerst.',
  },
  'events-plan-unknown': {
    says: 'Unser Zoom-Konto hat keinen solchen Veranstaltungstarif.',
    next: 'Wählen Sie einen anderen Tarif.',
  },
  'customer-key-licence': {
    says: 'Eine Lizenz für Customer Managed Key lässt sich nicht an eine einzelne Person vergeben.',
    next: 'Bitten Sie die Zoom-Admins, sie für das ganze Konto einzurichten.',
  },
  'room-user-product': {
    says: 'Dieser Zoom-Benutzer ist ein Besprechungsraum und kann [{product}|dieses Produkt] nicht haben.',
    saysOther: '{subject} ist in Zoom ein Besprechungsraum und kann [{product}|dieses Produkt] nicht haben.',
    next: 'Wählen Sie stattdessen eine Person oder wenden Sie sich an die Zoom-Admins.',
  },
  'on-prem-product': {
    says: 'Sie sind in Zoom ein On-Prem-Benutzer und können [{product}|dieses Produkt] nicht haben.',
    saysOther: '{subject} ist in Zoom ein On-Prem-Benutzer und kann [{product}|dieses Produkt] nicht haben.',
    next: 'Fragen Sie die Zoom-Admins nach dem Benutzertyp.',
  },
} satisfies Partial<Messages>;
