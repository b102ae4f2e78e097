import { DateTime } from 'luxon';
import type { Translate } from '../translation';

const categories = [
  'scanning',
  'findings',
  'sbom',
  'dependencies',
  'licenses',
  'source',
  'decisions',
  'openssf',
] as const;

/** The name of a category; those of extensions are their own name. */
export function categoryText(category: string, t: Translate): string {
  const known = categories.find(one => one === category);
  return known ? t(`category.${known}`) : category;
}

/** A day by the reader's language; a text that names none as it is. */
export function dayText(iso: string): string {
  const day = DateTime.fromISO(iso);
  return day.isValid ? day.toLocaleString(DateTime.DATE_MED) : iso;
}

/** A share as a whole percentage that never rounds something to nothing, or less than all to all. */
export function percentText(share: number): string {
  const percent = Math.round(100 * share);
  if (percent === 0 && share > 0) return '<1%';
  if (percent === 100 && share < 1) return '>99%';
  return `${percent}%`;
}
