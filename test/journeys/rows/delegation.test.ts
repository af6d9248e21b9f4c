import { delegation } from './delegation.ts';
import { travelAll } from './suite.ts';

travelAll('People let others schedule', delegation);
