/** One thing that Zoom asks of a password, in words for the person who chooses it. */
interface PasswordRule {
  readonly says: string;
  breaks(password: string): boolean;
}

const RUN = 4;
const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const GUESSED =
  /^(pass(word|w0rd)|welcome|qwerty|letmein|zoom|admin|monkey|dragon|changeme)[\W_]?\d{0,4}[\W_]?$/i;

/**
 * What Zoom asks of every password before the account's admins ask for more (Zoom's support pages, "Password
 * requirements", and the sentences of its User API, codes 1124 to 1136). What only Zoom can know, such as former
 * passwords and the account's own rules, it says itself afterwards.
 */
const rules: readonly PasswordRule[] = [
  { says: 'Use at least 8 characters.', breaks: (text) => [...text].length < 8 },
  { says: 'Use at most 32 characters.', breaks: (text) => text.length > 32 },
  // Zoom does not say that it cuts blanks off; whoever types one at an end does not mean it.
  { says: 'Leave out blanks at the beginning and the end.', breaks: (text) => text.trim() !== text },
  { says: 'Leave out control characters.', breaks: (text) => /\p{Cc}/u.test(text) },
  { says: 'Do not repeat one character only.', breaks: (text) => new Set(text.toLowerCase()).size < 2 },
  { says: 'Include a letter.', breaks: (text) => !/\p{L}/u.test(text) },
  { says: 'Include a number.', breaks: (text) => !/\d/.test(text) },
  { says: 'Include a capital letter.', breaks: (text) => !/\p{Lu}/u.test(text) },
  { says: 'Include a small letter.', breaks: (text) => !/\p{Ll}/u.test(text) },
  { says: 'Avoid four in a row, such as 1234 or abcd.', breaks: hasRun },
  { says: 'Avoid four neighbours on the keyboard, such as qwer.', breaks: hasKeyboardRow },
  { says: 'It is too easy to guess.', breaks: (text) => GUESSED.test(text) },
];

/** What is wrong with a password, a sentence each; none: Zoom may take it. */
export function passwordProblems(password: string): string[] {
  return rules.filter((rule) => rule.breaks(password)).map((rule) => rule.says);
}

/** Four times the same, or four that follow each other in the alphabet or in counting. */
function hasRun(password: string): boolean {
  const codes = [...password.toLowerCase()].map((letter) => letter.codePointAt(0) ?? 0);
  return [0, 1, -1].some((step) => {
    let run = 1;
    return codes.some((code, at) => {
      const before = codes[at - 1];
      const follows = before !== undefined && code - before === step && isWordy(code);
      run = follows ? run + 1 : 1;
      return run >= RUN;
    });
  });
}

/** A run of signs such as `()*+` is nobody's habit. */
const isWordy = (code: number): boolean => /[\p{L}\d]/u.test(String.fromCodePoint(code));

function hasKeyboardRow(password: string): boolean {
  const text = password.toLowerCase();
  return ROWS.some((row) =>
    [...row].some((_, at) => at + RUN <= row.length && text.includes(row.slice(at, at + RUN))),
  );
}
