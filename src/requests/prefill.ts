export { prefillForm as prefill } from './answer-query.ts';
