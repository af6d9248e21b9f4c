import { holdsThroughKills } from './crash/holds.ts';

holdsThroughKills('sqlite');
