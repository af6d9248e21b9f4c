import { UsersS2SAuthClient } from '@zoom/rivet/users';
import axios from 'axios';
import { onTestFinished } from 'vitest';
import { startZoom, type ZoomSandbox } from '../../../sandbox/zoom/server.ts';

/** A local Zoom, closed when the test ends. */
export async function zoomForTest(): Promise<ZoomSandbox> {
  const zoom = await startZoom();
  onTestFinished(() => zoom.close());
  return zoom;
}

/** What rivet has to know about a Zoom. */
export interface ZoomPlace {
  readonly apiUrl: string;
  readonly oauthUrl: string;
  readonly accountId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/**
 * Zoom's own client for Node, pointed at a local Zoom. Its `baseUrl` option moves the API; the address of the token
 * endpoint is fixed, so an axios interceptor moves it.
 */
export function rivetFor(place: ZoomPlace): UsersS2SAuthClient['endpoints']['users'] {
  const moved = axios.interceptors.request.use((request) =>
    request.url === 'https://zoom.us/oauth/token' ? { ...request, url: place.oauthUrl } : request,
  );
  onTestFinished(() => axios.interceptors.request.eject(moved));
  const { accountId, clientId, clientSecret } = place;
  const client = new UsersS2SAuthClient({
    accountId,
    clientId,
    clientSecret,
    baseUrl: place.apiUrl,
    disableReceiver: true,
  });
  return client.endpoints.users;
}

/** The same for a sandbox of this process. */
export const rivetOf = (zoom: ZoomSandbox) => rivetFor({ ...zoom, ...zoom.credentials });
