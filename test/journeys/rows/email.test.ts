import { email } from './email.ts';
import { travelAll } from './suite.ts';

travelAll('People change their address', email);
