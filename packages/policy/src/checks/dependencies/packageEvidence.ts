import type { PackageFacts } from '../../facts/serviceFacts';
import type { Evidence } from '../check';

/** @param file - where the package is locked */
export function packageEvidence(
  { purl, name, version }: PackageFacts,
  text: string,
  file?: string,
): Evidence {
  return {
    kind: 'component',
    ref: purl,
    ...(file === undefined ? {} : { file }),
    text: `${[name, version].filter(Boolean).join(' ')}: ${text}`,
  };
}

export function byPurl(a: PackageFacts, b: PackageFacts): number {
  if (a.purl === b.purl) return 0;
  return a.purl < b.purl ? -1 : 1;
}
