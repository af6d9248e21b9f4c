import type { Clock } from '../clock.ts';
import type { Approvers } from '../identity/approvers.ts';
import type { Identities } from '../identity/identities.ts';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import type { RequestStore } from '../requests/request-store.ts';
import type { Store } from '../store/open.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { LicenceReviews } from './review.ts';

/** What the reviews are made of. */
export interface ReviewDeps {
  readonly store: Store;
  readonly zoom: Zoom;
  readonly policy: Policy;
  readonly identities: Pick<Identities, 'zoomIdOf'>;
  readonly approvers: Pick<Approvers, 'expand'>;
  readonly requests: Pick<RequestStore, 'onResource'>;
  readonly logger: Logger;
  readonly clock: Clock;
  /** This process, as it stands in leases. */
  readonly owner: string;
}

/** The interface first; the scan follows. */
export function createLicenceReviews(_deps: ReviewDeps): LicenceReviews {
  return {
    latest: async () => null,
    summary: async () => null,
    run: async () => undefined,
    request: async () => undefined,
    progress: async () => null,
    recheck: async () => null,
    history: async () => [],
    poll: async () => false,
  };
}
