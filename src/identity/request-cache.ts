import type { ZoomUser } from '../zoom/users.ts';
import type { Zoom } from '../zoom/zoom.ts';

/**
 * Zoom for the length of one question or one preview: a user who was read is not read again, whether by id or by address.
 * It must not outlive that, or somebody would be shown what is no longer so.
 */
export function withRequestCache(zoom: Zoom): Zoom {
  const read = new Map<string, Promise<ZoomUser>>();
  const get: Zoom['users']['get'] = (userId, options) => {
    const key = keyOf(userId);
    const known = read.get(key);
    if (known) return known;
    const reading = zoom.users.get(userId, options);
    read.set(key, reading);
    reading.then(
      (user) => {
        if (user.id) read.set(user.id, reading);
        read.set(keyOf(user.email), reading);
      },
      // A failure is not remembered: the next one who asks may have more luck.
      () => read.delete(key),
    );
    return reading;
  };
  return { ...zoom, users: { ...zoom.users, get } };
}

/** Addresses are the same in all capitals, ids are not. */
const keyOf = (userId: string) => (userId.includes('@') ? userId.toLowerCase() : userId);
