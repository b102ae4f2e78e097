import type { Sbom } from './sbom';

/** The facts that a document is measured by. */
export interface QualityFacts {
  sbom: Sbom;
  /** Refs that a dependency names, on either side. */
  related: ReadonlySet<string>;
  /** Refs that can be reached from the subject. */
  reached: ReadonlySet<string>;
}

export function qualityFactsOf(sbom: Sbom): QualityFacts {
  const targets = new Map<string, string[]>();
  const related = new Set<string>();
  for (const { ref, dependsOn } of sbom.dependencies) {
    const known = targets.get(ref) ?? [];
    targets.set(ref, known);
    for (const target of dependsOn) {
      known.push(target);
      related.add(ref).add(target);
    }
  }
  const reached = new Set(sbom.subject ? [sbom.subject.ref] : []);
  // A Set visits what is added during the walk.
  for (const ref of reached) {
    (targets.get(ref) ?? []).forEach(target => reached.add(target));
  }
  return { sbom, related, reached };
}
