import type { Story } from './step.ts';
import { approval } from './stories/approval.ts';
import { denial } from './stories/denial.ts';
import { firstCommand } from './stories/first-command.ts';
import { friendlyError } from './stories/friendly-error.ts';
import { licenceReturns } from './stories/licence-returns.ts';
import { outage } from './stories/outage.ts';

/** The tour, in its order. */
export const stories: readonly Story[] = [
  firstCommand,
  friendlyError,
  approval,
  denial,
  licenceReturns,
  outage,
];
