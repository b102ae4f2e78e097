import type { Sbom, SbomDependency } from './sbom';

/** The facts that a document is measured by. */
export interface QualityFacts {
  sbom: Sbom;
  /** Refs that a dependency names, on either side. */
  related: ReadonlySet<string>;
  /** Refs that can be reached from the subject. */
  reached: ReadonlySet<string>;
}

export function qualityFactsOf(sbom: Sbom): QualityFacts {
  const related = new Set<string>();
  for (const { ref, dependsOn } of sbom.dependencies) {
    if (dependsOn.length > 0) related.add(ref);
    for (const target of dependsOn) related.add(target);
  }
  return { sbom, related, reached: reachedRefs(sbom) };
}

function reachedRefs({ subject, dependencies }: Sbom): Set<string> {
  // A list for those refs only that the document has several times.
  const targets = new Map<string, SbomDependency | SbomDependency[]>();
  for (const dependency of dependencies) {
    const known = targets.get(dependency.ref);
    if (Array.isArray(known)) known.push(dependency);
    else targets.set(dependency.ref, known ? [known, dependency] : dependency);
  }
  const reached = new Set(subject ? [subject.ref] : []);
  // A Set visits what is added during the walk.
  for (const ref of reached) {
    for (const { dependsOn } of [targets.get(ref) ?? []].flat()) {
      dependsOn.forEach(target => reached.add(target));
    }
  }
  return reached;
}
