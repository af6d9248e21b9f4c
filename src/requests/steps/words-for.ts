export { messageForRequester as wordsFor } from '../error-messages.ts';
