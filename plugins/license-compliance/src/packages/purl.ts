/**
 * A package URL without its version, qualifiers and subpath: it names all
 * versions. (purl specification: the version follows the last `@` behind the
 * last `/` of what is left.)
 */
export function withoutVersion(purl: string): string {
  const plain = purl.split(/[?#]/, 1)[0];
  const at = plain.lastIndexOf('@');
  return at > plain.lastIndexOf('/') ? plain.slice(0, at) : plain;
}

/** Whether what a decision is about covers a package version. */
export function covers(
  about: { purl?: string; license?: string },
  component: { purl: string; expression?: string },
): boolean {
  if (about.purl === undefined && about.license === undefined) return false;
  const samePackage =
    about.purl === undefined ||
    about.purl === component.purl ||
    about.purl === withoutVersion(component.purl);
  const sameLicense =
    about.license === undefined || about.license === component.expression;
  return samePackage && sameLicense;
}
