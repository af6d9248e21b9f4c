/** Zoom's own API hosts: of each of its clusters, and of its government cloud. */
const ZOOM_API_HOST = /^api(-[a-z0-9]+)*\.(zoom\.us|zoomgov\.com)$/;

/**
 * The base of the API for an access token. Zoom keeps each account in a cluster and names its API with the token, as
 * `https://api-eu.zoom.us`. Only a move between Zoom's own hosts is followed: a forged answer must not take the token
 * elsewhere, and who has configured a gateway wants it to be used.
 *
 * @param configured `ZOOM_API_URL`
 * @param named what the token's answer names, if anything
 */
export function apiUrlFor(configured: string, named: string | undefined): string {
  const base = configured.replace(/\/+$/, '');
  const [ours, theirs] = [parse(base), parse(named ?? '')];
  if (!ours || !theirs || !isZoom(ours) || !isZoom(theirs)) return base;
  return `${theirs.origin}${ours.pathname.replace(/\/+$/, '')}`;
}

/** Whether calls go where the token's answer says. */
export function isFollowed(configured: string, named: string | undefined): boolean {
  const theirs = parse(named ?? '');
  return !theirs || parse(apiUrlFor(configured, named))?.origin === theirs.origin;
}

function isZoom({ protocol, hostname, port, username, password }: URL): boolean {
  return protocol === 'https:' && `${port}${username}${password}` === '' && ZOOM_API_HOST.test(hostname);
}

function parse(address: string): URL | undefined {
  return URL.parse(address.includes('://') ? address : '') ?? undefined;
}
