/**
 * A probability between 0 and 1 as a percentage: `0.04%`, `3.1%`, `97%`.
 *
 * @public
 */
export function formatProbability(value: number): string {
  const percent = value * 100;
  if (percent >= 10) return `${Math.round(percent)}%`;
  return `${percent.toFixed(percent >= 1 ? 1 : 2)}%`;
}
