/** Plain text as Slack's `rich_text`; null for nothing. */
export function toRichText(text: string): object | null {
  if (text === '') return null;
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

/** The words of a `rich_text`, whatever they are wrapped in. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join('');
  if (typeof value !== 'object' || value === null) return '';
  if ('text' in value && typeof value.text === 'string') return value.text;
  return 'elements' in value ? wordsOf(value.elements) : '';
}
