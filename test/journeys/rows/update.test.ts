import { travelAll } from './suite.ts';
import { update } from './update.ts';

travelAll('People change licences, profiles and host keys', update);
