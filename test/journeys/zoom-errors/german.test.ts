import { journeys } from './journeys.ts';
import { testFamilies } from './run-journey.ts';

/** Every sixth journey: all families, own accounts and others', forms and approvals. */
const sample = journeys.filter((_, index) => index % 6 === 0);

testFamilies({ 'people whose Slack is in German': sample }, 'de-DE');
