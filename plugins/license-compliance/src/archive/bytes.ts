const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** A size for people, in powers of 1,000: `850 B`, `4.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  let size = bytes;
  let unit = -1;
  do {
    size /= 1_000;
    unit += 1;
  } while (size >= 999.95 && unit < UNITS.length - 1);
  return `${size.toFixed(1)} ${UNITS[unit]}`;
}
