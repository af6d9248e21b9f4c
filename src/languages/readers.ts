import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Directory } from '../identity/directory.ts';
import type { Policy } from '../policy/policy.ts';
import { english, type Language, loadLanguage } from './language.ts';

/** In which language somebody reads what the bot says. */
export interface Readers {
  /** A person's language in Slack. English while Slack does not tell. */
  person(slackId: string): Promise<Language>;
  /** Slack says that somebody has changed: their language is asked for anew. */
  changed(slackId: string): void;
  /** The language of cards and notices in channels: `language` in `policy.yml`. */
  channel(): Promise<Language>;
}

/** Milliseconds that Slack gets to tell somebody's language: an acknowledgement is due within three seconds. */
const LOCALE_TIMEOUT = 1_000;
const FIVE_MINUTES = 300_000;

/** Remembers languages for five minutes. A reader whom Slack does not answer for in time keeps the last known one. */
export function createReaders({
  directory,
  policy,
}: {
  readonly directory: Pick<Directory, 'member'>;
  readonly policy: Pick<Policy, 'language'>;
}): Readers {
  const fresh = new LRUCache<string, Language>({ max: 10_000, ttl: FIVE_MINUTES });
  /** What was known last, for when Slack is slow or away. */
  const locales = new LRUCache<string, string>({ max: 10_000 });

  const localeOf = async (slackId: string): Promise<string> => {
    const asked = directory.member(slackId).then(
      (member) => {
        if (member) locales.set(slackId, member.locale);
        return locales.get(slackId);
      },
      () => locales.get(slackId),
    );
    const late = new AbortController();
    const tooLate = sleep(LOCALE_TIMEOUT, undefined, { signal: late.signal }).catch(() => undefined);
    const locale = await Promise.race([asked, tooLate]);
    late.abort();
    return locale ?? locales.get(slackId) ?? english.code;
  };

  return {
    async person(slackId) {
      const known = fresh.get(slackId);
      if (known) return known;
      const locale = await localeOf(slackId);
      const language = await loadLanguage(locale);
      if (locale === locales.get(slackId)) fresh.set(slackId, language);
      return language;
    },
    changed: (slackId) => void fresh.delete(slackId),
    channel: () => loadLanguage(policy.language),
  };
}
