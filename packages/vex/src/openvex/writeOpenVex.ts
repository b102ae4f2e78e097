import type { Analysis } from '../model/analysis';
import {
  type Decided,
  hasAnalysis,
  type IssuedDocument,
} from '../model/issued';
import { json } from '../model/json';
import {
  actionOf,
  labelOf,
  NOT_AFFECTED,
  statusOf,
  wordsLine,
} from '../model/openVexWords';

/** What a scanner that is given the document looks at. @public */
export interface OpenVexOptions {
  /**
   * `service`: the product is the service, the package its subcomponent. `package`: the product is
   * the package itself, as scanners of folders and lock files ask, which know of no service.
   */
  product: 'service' | 'package';
}

/**
 * Writes decisions as OpenVEX 0.2.0. What was not decided is left out: OpenVEX has no word for it.
 *
 * @public
 */
export function writeOpenVex(
  document: IssuedDocument,
  { product }: OpenVexOptions = { product: 'service' },
): string {
  const { author, uuid, version, issuedAt, updatedAt, tool } = document;
  const decided = document.decisions.filter(hasAnalysis);
  return json({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `urn:uuid:${uuid}`,
    author: author.name,
    timestamp: issuedAt,
    last_updated: updatedAt,
    version,
    tooling: `${tool.name} ${tool.version}`,
    statements: decided.map(decision => ({
      vulnerability: {
        name: decision.vulnerability.id,
        ...(decision.vulnerability.aliases?.length && {
          aliases: decision.vulnerability.aliases,
        }),
      },
      ...(decision.analysis.firstIssued && {
        timestamp: decision.analysis.firstIssued,
      }),
      ...(decision.analysis.lastUpdated && {
        last_updated: decision.analysis.lastUpdated,
      }),
      products: [productOf(document, decision, product)],
      status: statusOf(decision.analysis.state),
      ...termsOf(decision.analysis),
      status_notes: wordsLine(decision.analysis),
    })),
  });
}

function productOf(
  { product }: IssuedDocument,
  { component }: Decided,
  kind: OpenVexOptions['product'],
) {
  const part = {
    '@id': component.purl,
    identifiers: { purl: component.purl },
  };
  if (kind === 'package') return part;
  const id = product.purl ?? product.bomLink ?? `urn:name:${product.name}`;
  return {
    '@id': id,
    ...(product.purl && { identifiers: { purl: product.purl } }),
    subcomponents: [part],
  };
}

/**
 * What a status must come with ("Status Labels"): `not_affected` a justification or an impact
 * statement, `affected` an action statement.
 */
function termsOf(analysis: Analysis) {
  const { justification, detail } = analysis;
  const status = statusOf(analysis.state);
  if (status === 'not_affected') {
    const impact = detail ?? (justification ? undefined : NOT_AFFECTED);
    return {
      ...(justification && { justification: labelOf(justification) }),
      ...(impact && { impact_statement: impact }),
    };
  }
  if (status === 'affected') {
    return { action_statement: detail ?? actionOf(analysis) };
  }
  return detail ? { impact_statement: detail } : {};
}
