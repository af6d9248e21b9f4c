/** `2xx`, `4xx`, `5xx`, `429` by itself, or `lost`. */
export function classOf(status: number | null): string {
  if (status === null) return 'lost';
  return status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
}
