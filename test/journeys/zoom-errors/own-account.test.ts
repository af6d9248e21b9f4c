import { ownAccount } from './journeys.ts';
import { testFamilies } from './run-journey.ts';

testFamilies(ownAccount);
