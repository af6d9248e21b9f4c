/** A text in JSON, passed over as it is, or an integer of so many digits that a number may not hold it. */
const LARGE_INTEGERS = /"(?:[^"\\]|\\.)*"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g;

/**
 * Makes texts of the integers in a JSON document that JavaScript's numbers cannot hold. Zoom's licence options have up to
 * 60 bits, and one digit less is another licence.
 */
export function quoteLargeIntegers(json: string): string {
  if (!/\d{16}/.test(json)) return json;
  return json.replace(LARGE_INTEGERS, (found) =>
    found.startsWith('"') || Number.isSafeInteger(Number(found)) ? found : `"${found}"`,
  );
}

/** Stands around the digits of a bigint until they can be written without quotes; no text of a person contains it. */
const MARK = crypto.randomUUID();
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g');

/** JSON in which each `bigint` is an integer with all its digits. */
export function exactJson(value: unknown): string {
  const json = JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `${MARK}${one}` : one));
  return json.replace(MARKED, '$1');
}
