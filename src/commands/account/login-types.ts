import type { ZoomUser } from '../../zoom/users.ts';
import type { Zoom } from '../../zoom/zoom.ts';

/** Zoom's `login_types`. */
const ZOOM_PASSWORD = 100;
const SINGLE_SIGN_ON = 101;

/** Whether somebody signs in with single sign-on. Where Zoom does not say how they sign in, they may. */
export function usesSingleSignOn({ login_types: ways = [] }: ZoomUser): boolean {
  return ways.length === 0 || ways.includes(SINGLE_SIGN_ON);
}

/** Whether somebody signs in with a password that Zoom keeps. Where Zoom does not say how they sign in, they may. */
export function usesZoomPassword({ login_types: ways = [] }: ZoomUser): boolean {
  return ways.length === 0 || ways.includes(ZOOM_PASSWORD);
}

/** Reads whether the account has a password to set. @throws ZoomError */
export async function hasZoomPassword(zoom: Zoom, zoomId: string): Promise<boolean> {
  return usesZoomPassword(await zoom.users.get(zoomId));
}
