import { creation } from './creation.ts';
import { travelAll } from './suite.ts';

travelAll('An admin creates an account', creation);
