import type { ErrorKind } from './errors/error-kinds.ts';
import { type Explanation, explainKind } from './errors/explain.ts';

/** A rule that a password breaks; an error kind, so that it has the same message as Zoom's own refusal. */
export type PasswordRule = Extract<
  ErrorKind,
  | 'password-too-short'
  | 'password-too-long'
  | 'password-needs-letter'
  | 'password-needs-number'
  | 'password-needs-special'
  | 'password-needs-both-cases'
  | 'password-one-character'
  | 'password-sequence'
  | 'password-too-easy'
>;

/** Whose password it is to be, and what the account asks for. */
export interface PasswordContext {
  /** Address and name of the owner: a password with either in it is too easy to guess. */
  readonly email?: string;
  readonly name?: string;
  /** Zoom's default 8 unless given; accounts may set 6 to 14. */
  readonly minimumLength?: number;
  /** Zoom asks for a special character only where the account has chosen so. */
  readonly specialCharacter?: boolean;
}

const usualMinimum = 8;
const maximumLength = 32;
/** Zoom's own examples, `abcdef` and `123456`, are six long; accounts may set less, and Zoom then refuses. */
const longestSequence = 5;

/**
 * The rules that a password breaks, as far as they can be checked before Zoom is asked; Zoom alone knows the old passwords
 * and the account's own rules. Source: Zoom's support article "Password help and requirements" and
 * the refusals 1124–1131 and 1136 of its Users document.
 */
export function passwordProblems(password: string, context: PasswordContext = {}): PasswordRule[] {
  const { minimumLength = usualMinimum, specialCharacter = false } = context;
  const characters = [...password];
  const broken: [PasswordRule, boolean][] = [
    ['password-too-short', characters.length < minimumLength],
    ['password-too-long', characters.length > maximumLength],
    ['password-needs-letter', !/\p{L}/u.test(password)],
    ['password-needs-number', !/\d/.test(password)],
    ['password-needs-special', specialCharacter && !/[^\p{L}\p{N}\s]/u.test(password)],
    ['password-needs-both-cases', !(/\p{Lu}/u.test(password) && /\p{Ll}/u.test(password))],
    ['password-one-character', characters.length > 1 && new Set(characters).size === 1],
    ['password-sequence', hasSequence(password)],
    ['password-too-easy', isEasy(password, context)],
  ];
  return broken.filter(([, is]) => is).map(([rule]) => rule);
}

/** The messages of the rules, as {@link explainKind} has them. */
export function explainPasswordRules(
  rules: readonly PasswordRule[],
  { minimumLength = usualMinimum }: PasswordContext = {},
): Explanation[] {
  const numbers: Partial<Record<PasswordRule, number>> = {
    'password-too-short': minimumLength,
    'password-too-long': maximumLength,
  };
  return rules.map((rule) => {
    const number = numbers[rule];
    return explainKind(rule, number === undefined ? {} : { number: String(number) });
  });
}

/** Whether the password has a run of consecutive letters or digits, up or down, in either case. */
function hasSequence(password: string): boolean {
  const text = password.toLowerCase();
  let run = 1;
  let direction = 0;
  for (let at = 1; at < text.length; at += 1) {
    const pair = text.slice(at - 1, at + 1);
    const step = text.charCodeAt(at) - text.charCodeAt(at - 1);
    const follows = (step === 1 || step === -1) && /^([a-z]{2}|\d{2})$/.test(pair);
    if (!follows) [run, direction] = [1, 0];
    else [run, direction] = [step === direction ? run + 1 : 2, step];
    if (run > longestSequence) return true;
  }
  return false;
}

/** Common passwords; digits and punctuation around them make no difference. */
const easy: ReadonlySet<string> = new Set(
  `password passwort passw kennwort welcome willkommen letmein iloveyou changeme admin
   administrator qwerty qwertz qwertyuiop qwertzuiop asdfgh asdfghjkl abc zoom zoomzoom secret
   geheim hallo hello login master monkey dragon test sommer summer winter spring autumn frühling
   herbst football fussball`.split(/\s+/),
);

/** Shorter parts of a name occur in passwords by chance. */
const shortestName = 4;

function isEasy(password: string, { email = '', name = '' }: PasswordContext): boolean {
  const text = password.toLowerCase();
  // `P@ssw0rd!` counts as `password`.
  const word = plainLetters(text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')).replace(/[^\p{L}]/gu, '');
  if (easy.has(word)) return true;
  const local = email.toLowerCase().split('@')[0] ?? '';
  const parts = [local, ...local.split(/[._+-]/), ...name.toLowerCase().split(/[\s-]+/)];
  return parts.some(
    (part) => part.length >= shortestName && (text.includes(part) || plainLetters(text).includes(part)),
  );
}

const letterOf: ReadonlyMap<string, string> = new Map(
  Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', '@': 'a', $: 's', '!': 'i' }),
);

const plainLetters = (text: string): string =>
  text.replace(/[01345@$!]/g, (sign) => letterOf.get(sign) ?? sign);
