import { type RawTimeZone, rawTimeZones } from '@vvo/tzdb';
import { country } from '../../languages/formats.ts';
import { asIs, type Text, text } from '../../languages/text.ts';
import type { FormOption } from '../../views/form.ts';
import { foldForSearch, foundIn } from '../search-text.ts';

/** What to say where there is no such time zone. */
export function unknownTimeZone(typed: string): Text {
  return text`“${typed}”: I don’t know this time zone. Write it like Europe/Berlin or America/New_York.`;
}

/** Slack takes as many options in one answer. */
const MAX_OPTIONS = 100;

/** What is offered before anything is typed, and first of those that are found. */
const COMMON: readonly string[] = [
  'Europe/London',
  'Europe/Berlin',
  'Europe/Paris',
  'Europe/Madrid',
  'Europe/Warsaw',
  'Europe/Athens',
  'Europe/Istanbul',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Africa/Lagos',
  'Africa/Johannesburg',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Toronto',
  'America/Chicago',
  'America/Mexico_City',
  'America/Denver',
  'America/Los_Angeles',
];

/** The name of a time zone as Intl knows it: `Europe/Berlin` for `europe/berlin`; `undefined` if there is none. */
function timeZoneName(typed: string): string | undefined {
  // Intl also accepts offsets such as +02:00, which Zoom does not.
  if (!/^[a-z]/i.test(typed)) return undefined;
  try {
    const name = new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions().timeZone;
    // Keep an alias as it was typed: Intl may resolve it to an older name.
    return name.toLowerCase() === typed.toLowerCase() ? name : typed;
  } catch {
    return undefined;
  }
}

/** The time zone that somebody means by its name, or by a city in it; `undefined` where that is none, or several. */
export function findTimeZone(typed: string): string | undefined {
  const named = timeZoneName(typed) ?? timeZoneName(typed.replace(/\s+/g, '_'));
  if (named) return named;
  const city = foldForSearch(typed);
  const found = rawTimeZones.filter((zone) => citiesOf(zone).some((one) => foldForSearch(one) === city));
  return found.length === 1 ? found[0]?.name : undefined;
}

/** A time zone as a form shows it, also one that is not among the choices. */
export function timeZoneOption(name: string): FormOption {
  const zone = rawTimeZones.find((one) => one.name === name || one.group.includes(name));
  return { value: name, label: zone ? labelOf(zone, cityIn(name)) : asIs(name) };
}

/**
 * The time zones that fit what is typed, the likeliest first: by city, country, name, abbreviation (`CET`) or offset
 * (`UTC+1`), without accents and case.
 */
export function timeZonesFor(typed: string): FormOption[] {
  const search = typed.trim();
  if (search === '') return COMMON.map(timeZoneOption);
  return rawTimeZones
    .filter((zone) => foundIn(wordsOf(zone).join(' '), search))
    .map((zone) => ({ zone, rank: rankOf(zone, search) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MAX_OPTIONS)
    .map(({ zone }) => ({ value: zone.name, label: labelOf(zone, cityFor(zone, search)) }));
}

/** 0 where the search is one of its words, 1 where one begins with it, 2 otherwise; half a point less if it is common. */
function rankOf(zone: RawTimeZone, search: string): number {
  const folded = foldForSearch(search);
  const words = wordsOf(zone).map(foldForSearch);
  const rank = words.includes(folded) ? 0 : words.some((one) => one.startsWith(folded)) ? 1 : 2;
  return COMMON.includes(zone.name) ? rank - 0.5 : rank;
}

function wordsOf(zone: RawTimeZone): string[] {
  const { alternativeName, abbreviation, dstAbbreviation = '', countryName, group } = zone;
  const offset = offsetOf(zone);
  const names = [...group, zone.name];
  return [
    ...citiesOf(zone),
    ...names,
    ...names.map(cityIn),
    abbreviation,
    dstAbbreviation,
    alternativeName,
    countryName,
    `UTC${offset}`,
    `GMT${offset}`,
  ];
}

function citiesOf({ name, mainCities }: RawTimeZone): string[] {
  return [cityIn(name), ...mainCities];
}

/** The city that is searched for, such as Munich; else the one in the time zone's name. */
function cityFor(zone: RawTimeZone, search: string): string {
  const named = cityIn(zone.name);
  return foundIn(named, search) ? named : (zone.mainCities.find((city) => foundIn(city, search)) ?? named);
}

function cityIn(name: string): string {
  return (name.split('/').at(-1) ?? name).replaceAll('_', ' ');
}

/** "Munich, Germany – CET (UTC+1)" */
function labelOf(zone: RawTimeZone, city: string): Text {
  const { countryCode, countryName, abbreviation } = zone;
  const where = country(countryCode, countryName);
  const place = city === countryName ? where : text`${city}, ${where}`;
  const short = /^[A-Z]{2,5}$/.test(abbreviation)
    ? `${abbreviation} (UTC${offsetOf(zone)})`
    : `UTC${offsetOf(zone)}`;
  return text`${place} – ${short}`;
}

/** "+5:30"; without daylight saving time. */
function offsetOf({ rawOffsetInMinutes: minutes }: RawTimeZone): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
