import type { Job } from '../context.ts';
import { licenceTypes } from './licence-types.ts';

/** Zoom's type that somebody gets: Licensed, or without a licence. */
type Type = 1 | 2 | 4;

/** Gives a licence or takes it, with the bundle that stands behind it. @throws ZoomError */
export function setLicence({ plan, zoom, signal }: Job, type: Type): Promise<void> {
  const { zoomId } = plan.subject;
  return type === licenceTypes.licensed
    ? zoom.users.update(zoomId, { type }, { signal })
    : zoom.accounts.take(zoomId, type, { signal });
}

/**
 * Sets the licence that was there before a change: the bundle too, where the inventory knows of one.
 *
 * @param type the type before the change
 * @throws ZoomError
 */
export function licenceBack(job: Job, type: Type): Promise<void> {
  const { inventory, zoom, plan, signal } = job;
  if (type !== licenceTypes.licensed || inventory?.before.licensing.type !== type)
    return setLicence(job, type);
  return zoom.accounts.restore(plan.subject.zoomId, inventory.before.licensing, { signal });
}
