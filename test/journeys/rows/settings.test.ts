import { settings } from './settings.ts';
import { travelAll } from './suite.ts';

travelAll('People change settings and add-ons', settings);
