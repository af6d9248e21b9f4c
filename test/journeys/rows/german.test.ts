import { journeys } from './every-row.ts';
import { travelAll } from './suite.ts';

/** Every sixth: all families, own accounts and others', forms and approvals. */
const sample = journeys.filter((_, index) => index % 6 === 0);

travelAll('People whose Slack speaks German', sample, 'de-DE');
