import type { ZoomUser } from '../zoom/users.ts';
import type { Zoom } from '../zoom/zoom.ts';
import type { Identities } from './identities.ts';

/**
 * The same dependencies for the duration of one query or one preview: a Zoom user is read at most once. Do not keep the
 * result for longer, or people are shown what is no longer true.
 */
export function requestScoped<D extends { readonly zoom: Zoom; readonly identities: Identities }>(
  deps: D,
): D {
  const zoom = withRequestCache(deps.zoom);
  return { ...deps, zoom, identities: deps.identities.by(zoom) };
}

/** A Zoom client that remembers each user it has read, by id and by address. */
function withRequestCache(zoom: Zoom): Zoom {
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
      // A failure is not cached: the next call may succeed.
      () => read.delete(key),
    );
    return reading;
  };
  return { ...zoom, users: { ...zoom.users, get } };
}

/** Addresses are compared without case; ids are case-sensitive. */
const keyOf = (userId: string) => (userId.includes('@') ? userId.toLowerCase() : userId);
