import { LicenseNode, LicenseTerm } from './licenseNode';

/** An expression's text, with no more parentheses than it needs. @public */
export function formatLicense(node: LicenseNode): string {
  switch (node.type) {
    case 'none':
      return 'NONE';
    case 'noassertion':
      return 'NOASSERTION';
    case 'license':
      return formatTerm(node);
    case 'or':
      return node.members.map(formatLicense).join(' OR ');
    default:
      return node.members
        .map(member =>
          member.type === 'or'
            ? `(${formatLicense(member)})`
            : formatLicense(member),
        )
        .join(' AND ');
  }
}

/**
 * One license's text, such as `GPL-2.0-only WITH Classpath-exception-2.0`.
 *
 * @public
 */
export function formatTerm(term: LicenseTerm): string {
  const id = term.orLater ? `${term.id}+` : term.id;
  return term.exception ? `${id} WITH ${term.exception}` : id;
}

/**
 * Every license of an expression, in the order written, repeats included.
 *
 * @public
 */
export function licenseTerms(node: LicenseNode): LicenseTerm[] {
  const terms: LicenseTerm[] = [];
  const visit = (inner: LicenseNode) => {
    if (inner.type === 'license') terms.push(inner);
    else if ('members' in inner) inner.members.forEach(visit);
  };
  visit(node);
  return terms;
}
