/**
 * The scopes that a refusal names as missing, or undefined when it is about something else. Zoom has sent this
 * text under the codes 4711, 4700 and 104, so the text decides.
 */
export function missingScopes(message: string): string[] | undefined {
  const found = /does not contain scopes?(?:\s*:?\s*\[([^\]]*)\])?/i.exec(message);
  if (!found) return undefined;
  return (found[1] ?? '')
    .split(/[\s,]+/)
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '');
}
