/** How a next step reads for an admin, who must not be told to ask one: each rule in its order. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/\bask an admin; rooms\b/gi, 'rooms'],
  [/,? or ask an admin if it can’t wait\./gi, '.'],
  [/,? or ask an admin\./gi, '.'],
  [/\bask an admin about our Zoom plan\b/gi, 'look at our plan on Zoom’s website'],
  [/\bask an admin about the user type\b/gi, 'look at the user type on Zoom’s website'],
  [/\bask an admin for a new invitation\b/gi, 'send a new invitation'],
  [/\bask an admin which subscription to use\b/gi, 'choose another subscription'],
  [/\bask an admin\./gi, 'look at it on Zoom’s website.'],
  [/\b(please )?tell an admin\b/gi, 'look into the log for the details'],
  [/\ban admin has to /gi, ''],
  [/\bask an admin to /gi, ''],
  [/ or to /g, ' or '],
];

/** The next step for an admin. */
export function nextForAdmin(next: string): string {
  const sentences = next.split(/(?<=[.?!])\s+/);
  const mended = sentences.map((sentence) => {
    if (!/\ban admin\b/i.test(sentence)) return sentence;
    const words = rules.reduce((text, [from, to]) => text.replace(from, to), sentence);
    return words.charAt(0).toUpperCase() + words.slice(1);
  });
  return mended.join(' ');
}
