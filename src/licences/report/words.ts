import { day, money, number } from '../../languages/formats.ts';
import type { Text } from '../../languages/text.ts';
import type { Figures } from './figures.ts';

/** What so many licences cost a year, such as "€8,820" or, without a currency, "8,820". */
export function yearlyCost(licences: number, { each, currency }: NonNullable<Figures['price']>): Text {
  const total = Math.round(licences * each * 100) / 100;
  return currency === null ? number(total) : money(total, currency);
}

/** "31 March 2027", for a day such as `2027-03-31`. */
export function dayWords(date: string): Text {
  return day(Date.parse(date));
}
