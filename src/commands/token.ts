import { z } from 'zod';
import { decodeEntities } from './normalise.ts';

/** A word of the command line as Slack sends it, read for what it names. */
export interface Token {
  readonly raw: string;
  /** `U…` or `W…` of a mention, `<@U1>` or `<@U1|ada>`. */
  readonly slackId?: string;
  /** An address, plain or as `<mailto:a@b.c|a@b.c>`, in lower case. */
  readonly email?: string;
  readonly text: string;
}

const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;
const MAILTO = /^<mailto:([^|>]+)(?:\|[^>]*)?>$/i;
const LINK = /^<(?:https?:\/\/)([^|>]+)(?:\|([^>]*))?>$/i;
const email = z.email().max(128);

/** Splits at spaces, but not inside `<…>` or between double quotes. */
export function tokenise(text: string): Token[] {
  const words = text.match(/<[^<>]*>|"[^"]*"|[^\s<"]+(?:<[^<>]*>)?|[<"]/g) ?? [];
  return words.map(toToken);
}

function toToken(raw: string): Token {
  const mention = MENTION.exec(raw);
  if (mention?.[1]) return { raw, slackId: mention[1], text: raw };
  const mailto = MAILTO.exec(raw);
  const link = LINK.exec(raw);
  const unquoted = raw.length > 1 && raw.startsWith('"') && raw.endsWith('"') ? raw.slice(1, -1) : raw;
  const text = decodeEntities(mailto?.[1] ?? link?.[2] ?? link?.[1] ?? unquoted);
  const address = parseEmail(text);
  return address ? { raw, email: address, text } : { raw, text };
}

/** An email address in lower case, or `undefined`. Zoom takes at most 128 characters. */
export function parseEmail(text: string): string | undefined {
  const candidate = text.trim().toLowerCase();
  return email.safeParse(candidate).success ? candidate : undefined;
}
