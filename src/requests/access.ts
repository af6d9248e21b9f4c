export { accessFor, isAdmin, refusal, visibleTo } from '../policy/access.ts';
