import { configureGlobal } from 'fast-check';
import { inject } from 'vitest';

// Property tests draw from the run's seed, so that `SEED` repeats them.
configureGlobal({ seed: inject('seed') });
