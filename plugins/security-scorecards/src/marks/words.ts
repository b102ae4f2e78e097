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
