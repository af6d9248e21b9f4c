import type { LicenceTerms } from '../commands/context.ts';
import { holdingOf } from './preview.ts';
import type { RequestStore } from './request-store.ts';
import { type ForecastDeps, placeOf } from './seat-forecast.ts';

/** What was agreed about an account's licence, which Zoom does not know. */
export async function licenceTermsOf(
  deps: ForecastDeps & { readonly requests: Pick<RequestStore, 'onResource' | 'waitingFor'> },
  zoomId: string,
): Promise<LicenceTerms> {
  const [holding, waiting] = await Promise.all([
    holdingOf(deps, { resource: 'licence' }, zoomId),
    deps.requests.waitingFor(zoomId),
  ]);
  return { endsAt: holding?.endsAt ?? null, place: waiting && (await placeOf(deps, waiting.id)) };
}
