import type { Purpose, Seal } from '../store/seal.ts';

/** What sealed texts about people are for. */
const purposes: readonly Purpose[] = ['inventory', 'licence', 'campaign'];

/** A nonce and a tag alone have so many letters. */
const SEALED = /^[\w-]{38,}$/;

/**
 * A stored text with every piece of it mapped: also inside JSON, with its keys, and inside what is sealed, which is sealed
 * again.
 *
 * @returns the very same text where nothing has changed
 */
export function mapTexts(seal: Seal, text: string, map: (piece: string) => string): string {
  const value = jsonIn(text);
  if (value !== undefined) {
    const mapped = mapValue(seal, value, map);
    return mapped === value ? text : JSON.stringify(mapped);
  }
  const found = opened(seal, text);
  if (!found) return map(text);
  const mapped = mapTexts(seal, found.text, map);
  return mapped === found.text ? text : seal.close(found.purpose, mapped);
}

/** What is sealed in a stored text, opened and parsed. */
export function openTexts(seal: Seal, text: string): unknown[] {
  const found = opened(seal, text);
  return found ? [jsonIn(found.text) ?? found.text] : [];
}

function opened(seal: Seal, text: string): { readonly purpose: Purpose; readonly text: string } | undefined {
  if (!SEALED.test(text)) return undefined;
  for (const purpose of purposes) {
    const inside = seal.open(purpose, text);
    if (inside !== undefined) return { purpose, text: inside };
  }
  return undefined;
}

/** @returns the very same value where nothing has changed */
function mapValue(seal: Seal, value: unknown, map: (piece: string) => string): unknown {
  if (typeof value === 'string') return mapTexts(seal, value, map);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((one) => mapValue(seal, one, map));
    return items.every((one, i) => one === value[i]) ? value : items;
  }
  const entries = Object.entries(value);
  const mapped = entries.map(([key, one]) => [map(key), mapValue(seal, one, map)] as const);
  const isSame = mapped.every(([key, one], i) => key === entries[i]?.[0] && one === entries[i]?.[1]);
  return isSame ? value : Object.fromEntries(mapped);
}

function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
