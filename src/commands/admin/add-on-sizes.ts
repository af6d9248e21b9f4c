import { z } from 'zod';
import type { SettingsChanges, ZoomSettings } from '../../zoom/settings.ts';

/** The add-on licences, by field name. */
export const addOns = {
  webinar: { label: 'Webinar', sizes: [100, 500, 1000, 3000, 5000, 10000] },
  meeting: { label: 'Large meeting', sizes: [100, 200, 300, 500, 1000] },
} as const;

export type AddOn = keyof typeof addOns;

/** Sizes by add-on, as the values of the form's choices: `none` or a number. */
export const addOnSizes = z.object({
  webinar: z.string().exactOptional(),
  meeting: z.string().exactOptional(),
});
export type AddOnSizes = z.infer<typeof addOnSizes>;

/** Choices for a form: none, then the sizes. */
export function sizeOptions(addOn: AddOn) {
  const sizes = addOns[addOn].sizes.map((size) => ({ value: `${size}`, label: `Up to ${size} people` }));
  return [{ value: 'none', label: 'None' }, ...sizes];
}

/** What somebody has, as the value of a choice. */
export function sizeIn(settings: ZoomSettings, addOn: AddOn): string {
  const { feature = {} } = settings;
  const has = addOn === 'webinar' ? feature.webinar : feature.large_meeting;
  const size = addOn === 'webinar' ? feature.webinar_capacity : feature.large_meeting_capacity;
  return has && size ? `${size}` : 'none';
}

/** The change that gives these sizes; an add-on that is missing stays as it is. */
export function addOnChanges(sizes: AddOnSizes): SettingsChanges {
  const { webinar, meeting } = sizes;
  return {
    feature: {
      ...(webinar === undefined ? {} : { webinar: webinar !== 'none' }),
      ...(webinar === undefined || webinar === 'none' ? {} : { webinar_capacity: Number(webinar) }),
      ...(meeting === undefined ? {} : { large_meeting: meeting !== 'none' }),
      ...(meeting === undefined || meeting === 'none' ? {} : { large_meeting_capacity: Number(meeting) }),
    },
  };
}

/** A choice in words. */
export function sizeWords(size: string): string {
  return size === 'none' ? 'none' : `up to ${size} people`;
}
