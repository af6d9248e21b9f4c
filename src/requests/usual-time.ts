export { usualDecisionTime as usualTime } from './request-log.ts';
