import { createRequire } from 'node:module';

type Distance = typeof import('date-fns/formatDistance');
type StrictDistance = typeof import('date-fns/formatDistanceStrict');

/**
 * date-fns by `require`, when it is first asked. With `import`, Node reads the package's list of exports (140 KB) once
 * for each of its files: 50 ms and 20 MiB at every start.
 */
const require = createRequire(import.meta.url);

/** How far two moments are apart, about: “3 hours”, “about 1 month”. */
export const formatDistance: Distance['formatDistance'] = (...between) =>
  (require('date-fns/formatDistance') as Distance).formatDistance(...between);

/** How far two moments are apart in one unit: “3 hours ago”, “30 days ago”. */
export const formatDistanceStrict: StrictDistance['formatDistanceStrict'] = (...between) =>
  (require('date-fns/formatDistanceStrict') as StrictDistance).formatDistanceStrict(...between);
