import { update } from './update.ts';
import { travelAll } from './suite.ts';

travelAll('People change licences, profiles and host keys', update);
