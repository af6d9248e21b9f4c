import { z } from 'zod';
import type { Client } from './client.ts';
import type { CallOptions } from './options.ts';
import type { UserChanges } from './users.ts';
import { ZoomError } from './zoom-error.ts';

/** Digits of an integer of up to 64 bits; as a number where Zoom sends a small one. */
const option = z.union([z.string(), z.number()]).transform(String);
const digits = option.pipe(z.string().regex(/^\d+$/));

const subscriptionLicence = z.object({
  license_type: z.string(),
  license_option: digits,
  subscription_id: z.string(),
});

/**
 * By what a person is licensed: their type and, beside it, a Zoom Workplace or Zoom United bundle, which may come from one of
 * several subscriptions.
 */
export const licensingSchema = z.object({
  type: z.number(),
  /** Digits; `0`: no Zoom Workplace licence. */
  zoomOne: z.string(),
  /** `none`: no Zoom United licence. */
  united: z.string(),
  subscriptions: z.array(subscriptionLicence),
});
export type Licensing = z.infer<typeof licensingSchema>;

/** As `GET /users/{userId}` has it; what cannot be read counts as absent. */
const answered = z.object({
  type: z.number().catch(1),
  zoom_one_type: digits.catch('0'),
  plan_united_type: option.catch('none'),
  license_info_list: z.array(subscriptionLicence.nullable().catch(null)).catch([]),
});

/** What a user's answer says of the licences. */
export function licensingOf(user: unknown): Licensing {
  const read = answered.parse(user);
  return {
    type: read.type,
    zoomOne: read.zoom_one_type,
    united: ['', '0'].includes(read.plan_united_type) ? 'none' : read.plan_united_type,
    subscriptions: read.license_info_list.filter((one) => one !== null),
  };
}

/** The bundle in words; `none` where there is none. */
export function bundleOf({ zoomOne, united, subscriptions }: Licensing): string {
  const bundles = subscriptions.filter((one) => one.license_type !== 'MEETING');
  return (
    [
      ...(zoomOne === '0' ? [] : [`Zoom Workplace plan ${zoomOne}`]),
      ...(united === 'none' ? [] : [`Zoom United plan ${united}`]),
      ...bundles.map((one) => `plan ${one.license_option} of subscription ${one.subscription_id}`),
    ].join(', ') || 'none'
  );
}

/** The licences of a user; every method throws ZoomError. */
export interface Licences {
  get(userId: string, options?: CallOptions): Promise<Licensing>;
  /**
   * Makes somebody Basic or Unassigned, also where they have a bundle: Zoom either drops that with the type or wants it turned
   * off by itself.
   */
  take(userId: string, type: 1 | 4, options?: CallOptions): Promise<void>;
  /** Gives back what somebody had: a bundle as the bundle it was, not as the base licence. */
  restore(userId: string, former: Licensing, options?: CallOptions): Promise<void>;
}

/** The calls about licences. */
export function createLicences({ call }: Pick<Client, 'call'>): Licences {
  const get: Licences['get'] = async (userId, options) =>
    licensingOf(await call('getUser', { path: { userId } }, options));
  const patch = (userId: string, body: UserChanges, options?: CallOptions) =>
    call('updateUser', { path: { userId }, body }, options);

  return {
    get,
    async take(userId, type, options) {
      const before = await get(userId, options);
      if (bundleOf(before) === 'none') return patch(userId, { type }, options);
      let refused: ZoomError | undefined;
      try {
        await patch(userId, { type }, options);
      } catch (error) {
        if (!(error instanceof ZoomError) || error.effect !== 'none' || error.code === undefined) throw error;
        refused = error;
      }
      const left = refused ? before : await get(userId, options);
      if (bundleOf(left) !== 'none') {
        // Refused both ways, the first reason is the one that helps.
        await turnOff(patch, userId, left, options).catch((error: unknown) => {
          throw refused ?? error;
        });
      }
      const now = await get(userId, options);
      if (now.type !== type) await patch(userId, { type }, options);
    },
    async restore(userId, former, options) {
      const now = await get(userId, options);
      if (bundleOf(now) !== bundleOf(former) && bundleOf(former) !== 'none') {
        await patch(userId, givesBundle(former), options).catch((error: unknown) => {
          // An account with one subscription takes the option alone.
          const byOption = former.subscriptions.length > 0 && former.zoomOne !== '0';
          if (!byOption || !(error instanceof ZoomError) || error.effect !== 'none') throw error;
          return patch(userId, { zoom_one_type: BigInt(former.zoomOne) }, options);
        });
      }
      const { type } = bundleOf(former) === 'none' ? now : await get(userId, options);
      const settable = former.type === 2 || former.type === 4 ? former.type : 1;
      if (type !== settable) await patch(userId, { type: settable }, options);
    },
  };
}

/** Only accounts with several subscriptions of one plan take the list. */
function givesBundle({ zoomOne, united, subscriptions }: Licensing): UserChanges {
  if (subscriptions.length > 0) {
    return {
      license_info_list: subscriptions.map((one) => ({ ...one, license_option: BigInt(one.license_option) })),
    };
  }
  return zoomOne === '0' ? { plan_united_type: united } : { zoom_one_type: BigInt(zoomOne) };
}

async function turnOff(
  patch: (userId: string, body: UserChanges, options?: CallOptions) => Promise<unknown>,
  userId: string,
  { zoomOne, united, subscriptions }: Licensing,
  options?: CallOptions,
): Promise<void> {
  if (zoomOne !== '0' || subscriptions.length > 0) await patch(userId, { zoom_one_type: 0n }, options);
  if (united !== 'none') await patch(userId, { plan_united_type: 'none' }, options);
}
