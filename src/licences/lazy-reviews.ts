import type { LicenceReviews } from './review.ts';
import type { ReviewDeps } from './reviews.ts';

/** How often it is looked for a scan that is due; milliseconds. */
const LOOK_EVERY = 10_000;

/** Licence reviews whose code is loaded when it is first needed, so that the start does not wait for it. */
export function createLazyLicenceReviews(deps: ReviewDeps): LicenceReviews {
  const startedAt = deps.clock.now();
  let loaded: Promise<LicenceReviews> | undefined;
  const load = () => {
    loaded ??= import('./reviews.ts').then(({ createLicenceReviews }) =>
      createLicenceReviews(deps, startedAt),
    );
    return loaded;
  };
  let lookedAt = startedAt;
  return {
    latest: async () => (await load()).latest(),
    summary: async () => (await load()).summary(),
    run: async () => (await load()).run(),
    request: async () => (await load()).request(),
    progress: async () => (await load()).progress(),
    recheck: async (zoomId, requestId) => (await load()).recheck(zoomId, requestId),
    history: async (days) => (await load()).history(days),
    async poll() {
      const now = deps.clock.now();
      if (now - lookedAt < LOOK_EVERY) return false;
      lookedAt = now;
      return (await load()).poll();
    },
    stop: async () => (await loaded)?.stop(),
  };
}
