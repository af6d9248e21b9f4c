import { createHash } from 'node:crypto';
import type { ZoomAccountUser } from './account-user.ts';
import { invalidFields, Refusal } from './refusal.ts';

/** What the account asks of passwords. */
export interface PasswordRules {
  /** Zoom never takes fewer than 6 characters. */
  minLength: number;
  letter: boolean;
  number: boolean;
  special: boolean;
  bothCases: boolean;
  /** Refuse runs such as `abcd` or `1234` of this length; 0 allows them. */
  consecutive: number;
  /** Refuse passwords that everybody guesses. */
  weak: boolean;
  /** How many former passwords may not come back. */
  history: number;
}

/** The rules of a new account. */
export const usualRules: Readonly<PasswordRules> = {
  minLength: 8,
  letter: true,
  number: true,
  special: false,
  bothCases: true,
  consecutive: 4,
  weak: true,
  history: 3,
};

/** The password of everybody at the start: the one that a new one must not match. */
export const firstPassword = 'Sandbox-Secret-42';

const guessed = /^(password|passw0rd|welcome|qwerty|letmein|zoom|admin|monkey|dragon)\W?\d{0,4}\W?$/i;

/** Passwords are kept like this and no other way. A fast hash will do for people who do not exist. */
export const hashPassword = (userId: string, password: string): string =>
  createHash('sha256').update(`${userId}:${password}`).digest('base64url');

/** Sets a password that was checked before. */
export function setPassword(user: ZoomAccountUser, password: string): void {
  user.passwords = [hashPassword(user.id, password), ...user.passwords];
}

/** Checks a password against the rules that hold for every user. */
export function fitsRules(rules: PasswordRules, password: string): boolean {
  try {
    refuseByRules(rules, password);
    return true;
  } catch {
    return false;
  }
}

/** Refuses a password that the user has, or had of late. */
export function refuseUsedPassword(user: ZoomAccountUser, rules: PasswordRules, password: string): void {
  const [current, ...former] = user.passwords;
  const hash = hashPassword(user.id, password);
  if (hash === current) throw new Refusal(400, 300, 'Your new password can not match the old password.');
  if (former.slice(0, rules.history).includes(hash)) {
    // Zoom's current document; the first one had no such row.
    throw new Refusal(400, 1129, `Users cannot reuse any of the last ${rules.history} passwords created.`);
  }
}

/** Refuses a password that breaks a rule; the first broken one, in Zoom's order of codes where it can be kept. */
export function refuseByRules(rules: PasswordRules, password: string): void {
  if (password.length > 32) throw invalidFields('password');
  if (password.length < 6) throw new Refusal(400, 1124, 'Minimum of 6 characters.');
  if (password.length < rules.minLength) {
    throw new Refusal(400, 1124, `Have at least ${rules.minLength} characters`);
  }
  // Before the kinds of characters: one character repeated lacks some of those too, and this says more.
  if (new Set(password).size === 1) throw new Refusal(400, 1130, "Password can't use the same character.");
  if (rules.letter && !/\p{L}/u.test(password)) {
    throw new Refusal(400, 1125, 'Have at least 1 letter (a, b, c...)');
  }
  if (rules.number && !/\d/.test(password)) {
    throw new Refusal(400, 1126, 'Have at least 1 number (1, 2, 3...)');
  }
  if (rules.special && !/[^\p{L}\d]/u.test(password)) {
    throw new Refusal(400, 1127, 'Have at least 1 special character (!, @, #...)');
  }
  if (rules.bothCases && !(/\p{Lu}/u.test(password) && /\p{Ll}/u.test(password))) {
    throw new Refusal(400, 1128, 'Include both Upper case and Lower case characters');
  }
  if (rules.consecutive > 0 && longestRun(password) >= rules.consecutive) {
    throw new Refusal(400, 1131, "Password can't use continuation character.Such as 'abcdef','123456'.");
  }
  if (rules.weak && guessed.test(password)) {
    throw new Refusal(400, 1136, 'Your password is too easy to guess. Try another one.');
  }
}

/** Length of the longest run of neighbours, such as `abc` or `123`. */
function longestRun(password: string): number {
  let [run, longest] = [1, 1];
  for (let at = 1; at < password.length; at += 1) {
    run = password.charCodeAt(at) - password.charCodeAt(at - 1) === 1 ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}
