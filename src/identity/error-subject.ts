export { withErrorSubject } from './identity-messages.ts';
