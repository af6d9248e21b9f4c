import { holdsThroughKills } from './crash/holds.ts';

holdsThroughKills('postgres');
