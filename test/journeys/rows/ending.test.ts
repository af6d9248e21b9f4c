import { ending } from './ending.ts';
import { travelAll } from './suite.ts';

travelAll('An admin ends or starts an account', ending);
