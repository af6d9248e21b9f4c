/** Providers with one domain each, at which anybody can register an address. */
const DOMAINS: ReadonlySet<string> = new Set([
  '126.com',
  '163.com',
  'aol.com',
  'fastmail.com',
  'free.fr',
  'freenet.de',
  'gmail.com',
  'googlemail.com',
  'hey.com',
  'icloud.com',
  'laposte.net',
  'libero.it',
  'mac.com',
  'mail.com',
  'mail.ru',
  'me.com',
  'msn.com',
  'naver.com',
  'orange.fr',
  'pm.me',
  'posteo.de',
  'proton.me',
  'protonmail.ch',
  'protonmail.com',
  'qq.com',
  'rediffmail.com',
  'rocketmail.com',
  'seznam.cz',
  'sina.com',
  't-online.de',
  'tuta.com',
  'tutanota.com',
  'tutanota.de',
  'wanadoo.fr',
  'web.de',
  'wp.pl',
  'ymail.com',
  'zohomail.com',
]);

/** Providers that have a domain in many countries, such as yahoo.co.uk. */
const FAMILIES: ReadonlySet<string> = new Set(['gmx', 'hotmail', 'live', 'outlook', 'yahoo', 'yandex']);

/** A country code, `com`, `net`, or the two together: what can follow the name of a provider. */
const ENDING = /^(com|net|[a-z]{2})$|^(com|co)\.[a-z]{2}$/;

/** Whether anybody in the world can get an address in this domain, so that it says nothing about where they work. */
export function isPublicMail(domain: string): boolean {
  if (DOMAINS.has(domain)) return true;
  const dot = domain.indexOf('.');
  return FAMILIES.has(domain.slice(0, dot)) && ENDING.test(domain.slice(dot + 1));
}
