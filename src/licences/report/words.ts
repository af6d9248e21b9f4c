import type { Figures } from './figures.ts';

/** What so many licences cost a year, such as "€8,820" or, without a currency, "8,820". */
export function yearlyCost(licences: number, { each, currency }: NonNullable<Figures['price']>): string {
  const total = Math.round(licences * each * 100) / 100;
  const style = currency === null ? {} : ({ style: 'currency', currency } as const);
  const whole = Number.isInteger(total) ? { minimumFractionDigits: 0 } : {};
  return new Intl.NumberFormat('en', { ...style, ...whole }).format(total);
}

/** "1 licence", "1,234 licences" */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** "31 March 2027", for a day such as `2027-03-31`. */
export function dayWords(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));
}
