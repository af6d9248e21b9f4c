/** A message template of the catalogue, ready to be compared with what Zoom answered. */
export interface Template {
  readonly placeholders: readonly string[];
  /** Length of the fixed text: the more of it, the more specific the template. */
  readonly fixed: number;
  /** The values by placeholder, as they stand in the message, or undefined when the text is another one. */
  read(message: string): Record<string, string> | undefined;
}

const cache = new Map<string, Template>();

/** Compiles a template such as `User {email} must be a Pro or Corp user.`; compiled once each. */
export function template(text: string): Template {
  const known = cache.get(text);
  if (known) return known;
  const made = compile(text);
  cache.set(text, made);
  return made;
}

/** No text of Zoom's is near this long; a longer one is cut before it meets a pattern. */
const longestMessage = 1_000;

function compile(text: string): Template {
  // Odd parts are placeholders, as split keeps what the group matched.
  const parts = text.replace(/[\s.]+$/, '').split(/\{(\w+)\}/);
  const placeholders = parts.filter((_, index) => index % 2 === 1);
  const source = parts.map((part, index) => (index % 2 === 1 ? '(.+?)' : literal(part))).join('');
  const pattern = new RegExp(`^${source} ?\\.?$`, 'isu');
  return {
    placeholders,
    fixed: parts.reduce((sum, part, index) => (index % 2 === 1 ? sum : sum + part.length), 0),
    read(message) {
      // One space each: patterns that allow runs of them take for ever on a text made of spaces.
      const found = pattern.exec(message.slice(0, longestMessage).replace(/\s+/g, ' ').trim());
      if (!found) return undefined;
      return Object.fromEntries(placeholders.map((name, index) => [name, (found[index + 1] ?? '').trim()]));
    },
  };
}

const quote = `["'\`‘’“”«»´]`;

/** Fixed text as a pattern that shrugs at capitals, spacing, the kind of quotes and commas or colons left out. */
function literal(text: string): string {
  let pattern = '';
  for (const [token] of text.matchAll(/\s+|["'`‘’“”«»´]|[^\s"'`‘’“”«»´]/gu)) {
    if (/^\s+$/.test(token)) pattern += ' ';
    else if (new RegExp(quote, 'u').test(token)) pattern += `${quote}?`;
    else if (/[.,;:]/.test(token)) pattern += ` ?${escaped(token)}?`;
    else pattern += escaped(token);
  }
  // `user : x` and `user: x`: a space beside punctuation is not part of the wording.
  return pattern.replace(/ {2}\?/g, ' ?').replace(/([.,;:]\?) (?!\?)/g, '$1 ?');
}

const escaped = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
