import { password } from './password.ts';
import { travelAll } from './suite.ts';

travelAll('A person sets a password', password);
