import { administration } from './journeys.ts';
import { testFamilies } from './run-journey.ts';

testFamilies(administration);
