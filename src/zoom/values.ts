import { z } from 'zod';

/** The kinds of values in Zoom's answers. Zoom's documents and its answers disagree on whether some are quoted. */

/** A number, which may come as text. */
export const number = z.preprocess(
  (value) => (typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value.trim()) ? Number(value) : value),
  z.number(),
);

/** True or false, which may come as text. */
export const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean(),
);

/** A text, which may come as a number: ids of roles, option values. */
export const text = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), z.string());

/** A text, absent where it is empty: Zoom sends the empty one for what is not set. */
export const filled = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional());

/** The address of a personal room: what follows the path may hold its passcode. */
export const link = z.string().transform((address) => address.replace(/[?#].*$/s, '').replace(/\/+$/, ''));
