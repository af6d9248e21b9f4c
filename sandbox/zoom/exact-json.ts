/** A text, passed over as it is, or an integer of many digits. */
const LARGE = /"(?:[^"\\]|\\.)*"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g;
const MARK = 'exact-integer:';

/** A JSON body whose large integers are `bigint`, as Zoom's licence options need it; undefined where it is no JSON. */
export function exactBody(json: string): unknown {
  const marked = json.replace(LARGE, (found) => (found.startsWith('"') ? found : `"${MARK}${found}"`));
  try {
    return JSON.parse(marked, (_, value) =>
      typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
    );
  } catch {
    return undefined;
  }
}

/** JSON in which a `bigint` is an integer with all its digits. */
export function exactText(body: unknown): string {
  const json = JSON.stringify(body, (_, value) => (typeof value === 'bigint' ? `${MARK}${value}` : value));
  return json.replace(new RegExp(`"${MARK}(-?\\d+)"`, 'g'), '$1');
}
