import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Logger } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import { isSlackAway } from '../slack-errors.ts';
import type { Zoom } from '../zoom/zoom.ts';
import { ZoomError } from '../zoom/zoom-error.ts';
import type { Account } from './account.ts';
import type { Identities } from './identities.ts';

/** Somebody's manager, as Zoom or their Slack profile names them. */
interface NamedManager {
  /** What stands there: an address, an id or a name. */
  readonly named: string;
  /** The active member of the workspace that it is; `null`: nobody was found. */
  readonly slackId: string | null;
}

export interface Managers {
  /**
   * Those who are named as the manager of an account's owner: in Zoom first, then in their Slack profile where the policy
   * names a field of it. Nobody where neither tells.
   *
   * @throws ZoomError, and when Slack does not answer
   */
  of(subject: Pick<Account, 'zoomId' | 'slackId'>, zoom: Zoom): Promise<readonly NamedManager[]>;
}

interface ManagersDeps {
  readonly slack: WebClient;
  readonly policy: Pick<Policy, 'managerField' | 'emailDomains'>;
  readonly identities: Identities;
  readonly logger: Pick<Logger, 'warn'>;
}

/** A profile with its custom fields; without any, Slack gives an empty list or `null`. */
const profileSchema = z.object({
  fields: z
    .record(z.string(), z.object({ value: z.string().nullish(), label: z.string().nullish() }))
    .nullish()
    .catch(null),
});

/** An id of a field of Slack profiles. */
const PROFILE_FIELD = /^Xf[A-Z0-9]+$/;
const ZOOM_ID = /^[\w-]{22}$/;
const SLACK_ID = /\b[UW][A-Z0-9]{3,}\b/;
const ADDRESS = /^[^\s@<>]+@[^\s@<>]+$/;

/** Reads managers from Zoom's users and, with `users.profile.get` (scope `users.profile:read`), from Slack profiles. */
export function createManagers({ slack, policy, identities, logger }: ManagersDeps): Managers {
  const active = async (slackId: string) =>
    (await identities.member(slackId, true))?.kind === 'member' ? slackId : null;

  /** The owner of the Zoom account with this address, by a link or the same address in Slack. */
  const byAddress = async (email: string, zoom: Zoom): Promise<string | null> => {
    const user = await userOrNull(zoom, email);
    const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
    // Without a Zoom account only an address of the organisation's own says who somebody is.
    if (!user && !policy.emailDomains.includes(domain)) return null;
    const owner = await identities.owner({ zoomId: user?.id ?? '', email: user?.email ?? email });
    return owner?.emailConfirmed ? active(owner.id) : null;
  };

  const find = async (named: string, zoom: Zoom): Promise<string | null> => {
    if (ADDRESS.test(named)) return byAddress(named, zoom);
    const user = ZOOM_ID.test(named) ? await userOrNull(zoom, named) : null;
    return user ? byAddress(user.email, zoom) : null;
  };

  const inProfile = async (slackId: string, field: string): Promise<string | null> => {
    try {
      const isId = PROFILE_FIELD.test(field);
      const { profile } = await slack.users.profile.get({ user: slackId, include_labels: !isId });
      const fields = profileSchema.parse(profile).fields ?? {};
      const label = field.toLowerCase();
      const found = isId
        ? fields[field]
        : Object.values(fields).find((one) => one.label?.trim().toLowerCase() === label);
      return found?.value?.trim() || null;
    } catch (error) {
      if (isSlackAway(error)) throw error;
      logger.warn(
        { err: error, field },
        'the manager of somebody could not be read from their Slack profile',
      );
      return null;
    }
  };

  return {
    async of({ zoomId, slackId }, zoom) {
      const found: NamedManager[] = [];
      const inZoom = zoomId ? (await userOrNull(zoom, zoomId))?.manager?.trim() : undefined;
      if (inZoom) found.push({ named: inZoom, slackId: await find(inZoom, zoom) });
      const field = policy.managerField;
      const inSlack = field && slackId ? await inProfile(slackId, field) : null;
      if (inSlack) {
        const [id] = SLACK_ID.exec(inSlack) ?? [];
        const isId = id !== undefined && !ADDRESS.test(inSlack);
        found.push({ named: inSlack, slackId: isId ? await active(id) : await find(inSlack, zoom) });
      }
      return found;
    },
  };
}

async function userOrNull(zoom: Zoom, userId: string) {
  try {
    return await zoom.users.get(userId);
  } catch (error) {
    if (error instanceof ZoomError && error.kind === 'user-not-found') return null;
    throw error;
  }
}
