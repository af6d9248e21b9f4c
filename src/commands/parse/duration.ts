const UNITS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** Milliseconds of `30m`, `72h`, `14d` or `2w`; `undefined` when it is none of these. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d{1,4})\s*([mhdw])$/i.exec(text.trim());
  const unit = UNITS[match?.[2]?.toLowerCase() ?? ''];
  const amount = Number(match?.[1]);
  return unit && amount > 0 ? amount * unit : undefined;
}

/** A length of time in words: "14 days", "8 hours", "30 minutes". */
export function durationWords(ms: number): string {
  const [unit, size] = (
    [
      ['day', 86_400_000],
      ['hour', 3_600_000],
    ] as const
  ).find(([, each]) => ms % each === 0) ?? ['minute', 60_000];
  const count = Math.round(ms / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
