import type { ErrorKind } from '../../zoom/errors/error-kinds.ts';
import type { Operation } from '../../zoom/operation.ts';
import { neighbourOperations } from '../../zoom/operations/neighbours.ts';
import { planOperations } from '../../zoom/operations/plan.ts';
import { operations } from '../../zoom/operations.ts';
import { apiUrlFor, isFollowed } from '../../zoom/token/api-url.ts';
import { ZoomError } from '../../zoom/zoom-error.ts';
import { bad, type CheckResult, good, skipped, warning } from './check-result.ts';
import type { DoctorContext } from './context.ts';

const APP = 'Zoom Marketplace → your Server-to-Server OAuth app';

const reasons: Partial<Record<ErrorKind, readonly [note: string, fix: string]>> = {
  'credentials-refused': [
    'Zoom does not accept ZOOM_CLIENT_ID with ZOOM_CLIENT_SECRET.',
    `Copy both again: ${APP} → App Credentials.`,
  ],
  'zoom-account-unknown': ['Zoom does not know ZOOM_ACCOUNT_ID.', `Copy it again: ${APP} → App Credentials.`],
  'app-not-activated': ['The Zoom app is not activated.', `Activate it: ${APP} → Activation.`],
  'app-type-disabled': ['The Zoom app may not be used.', `It must be a Server-to-Server OAuth app: ${APP}.`],
};

/** The credentials of the Zoom app, and whether it has the scopes that the commands need. */
export async function checkZoom(context: DoctorContext): Promise<CheckResult[]> {
  const granted = await context.zoom();
  if (!granted) return [skipped('Zoom app', 'its credentials are not all set.')];
  if (granted instanceof Error)
    return [refused(granted), skipped('Zoom scopes', 'Zoom gives no access token.')];
  return [
    good('Zoom app', 'Zoom gives an access token.'),
    ...checkApiUrl(context.settings.ZOOM_API_URL ?? '', granted.token.apiUrl),
    ...checkScopes(granted.scopes),
  ];
}

/** Where the account's own API is, if that is not where `ZOOM_API_URL` leads. */
function checkApiUrl(configured: string, named: string | undefined): CheckResult[] {
  if (named === undefined) return [];
  if (!isFollowed(configured, named)) {
    return [
      warning(
        'Zoom API',
        `Zoom names ${named} as the API of this account, and calls go to ${configured}.`,
        'If that is a gateway of yours, all is well. Otherwise remove ZOOM_API_URL.',
      ),
    ];
  }
  const used = apiUrlFor(configured, named);
  if (used === configured.replace(/\/+$/, '')) return [];
  return [good('Zoom API', `The account is in another cluster: calls go to ${used}.`)];
}

function refused(error: Error): CheckResult {
  const known = error instanceof ZoomError ? reasons[error.kind] : undefined;
  if (known) return bad('Zoom app', ...known);
  const reason = error instanceof ZoomError ? error.message.replace(/^Zoom token: /, '') : error.name;
  return bad(
    'Zoom app',
    `Zoom gave no access token (${reason}).`,
    'Check ZOOM_OAUTH_URL, the network and any proxy on the way, and status.zoom.us.',
  );
}

/** The scopes that the commands need, and those that the bot can do without. */
export function zoomScopes(): { readonly needed: readonly string[]; readonly optional: readonly string[] } {
  const all: readonly Operation[] = Object.values(operations);
  const needed = scopesOf(all.filter((one) => !one.optional));
  return { needed, optional: scopesOf(all).filter((scope) => !needed.includes(scope)) };
}

function checkScopes(granted: readonly string[]): CheckResult[] {
  const fix = `Add them: ${APP} → Scopes. It works a minute later, without a restart.`;
  if (granted.length === 0) {
    return [
      warning(
        'Zoom scopes',
        'Zoom did not say which scopes the app has.',
        'Compare them with docs/zoom-app.md.',
      ),
    ];
  }
  const { needed } = zoomScopes();
  const missing = needed.filter((scope) => !granted.includes(scope));
  const plan = scopesOf(Object.values(planOperations));
  const lacking = (some: readonly Operation[]) => scopesOf(some).filter((scope) => !granted.includes(scope));
  const { reportHosts, reportMeetings, ...holdings } = neighbourOperations;
  const unread = lacking(Object.values(holdings));
  const reports = lacking([reportHosts, reportMeetings]);
  return [
    missing.length === 0
      ? good('Zoom scopes', `The app has all ${needed.length} scopes that the commands need.`)
      : bad('Zoom scopes', `The app lacks ${missing.join(', ')}.`, fix),
    plan.some((scope) => granted.includes(scope))
      ? good('free licences', 'The app can read how many licences are free.')
      : warning(
          'free licences',
          'The app cannot read how many licences are free, so nobody is told before asking for one.',
          `If you want it, add one of ${plan.join(' or ')}: ${APP} → Scopes.`,
        ),
    unread.length === 0
      ? good('what accounts hold', 'The app can read what a change of an account would take.')
      : warning(
          'what accounts hold',
          'The app cannot read all that a change would take, so a preview says what is not known.',
          `If you want it, add ${unread.join(', ')}: ${APP} → Scopes.`,
        ),
    reports.length === 0
      ? good('idle licences', 'The app can read who uses their licence.')
      : warning(
          'idle licences',
          'The app cannot read who uses their licence, so the last sign-in has to serve, or nobody counts as idle.',
          `If you want it, add ${reports.join(', ')}: ${APP} → Scopes.`,
        ),
  ];
}

function scopesOf(some: readonly Operation[]): string[] {
  return [...new Set(some.flatMap((one) => one.scopes))].sort();
}
