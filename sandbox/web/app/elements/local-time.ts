const two = (number: number) => String(number).padStart(2, '0');

/** Seconds since 1970 as a `datetime-local` field wants them, in the reader's own zone: `2026-11-23T14:05`. */
export function toLocal(seconds: number): string {
  const date = new Date(seconds * 1000);
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The way back; null for an empty or unfinished field. */
export function fromLocal(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : Math.floor(at / 1000);
}
