import type { CallOptions } from '../../zoom/options.ts';
import type { ZoomUser } from '../../zoom/users.ts';
import type { Zoom } from '../../zoom/zoom.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';

const ABSENT = ['user-not-found', 'user-other-account', 'invitation-missing'];

/** The user with this id or address; `null` when our Zoom account has none. @throws ZoomError */
export async function existingUser(
  zoom: Zoom,
  userId: string,
  options?: CallOptions,
): Promise<ZoomUser | null> {
  try {
    return await zoom.users.get(userId, options);
  } catch (error) {
    if (error instanceof ZoomError && ABSENT.includes(error.kind)) return null;
    throw error;
  }
}
