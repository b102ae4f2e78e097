import { parseEntityRef } from '@backstage/catalog-model';
import type { IndexableDocument } from '@backstage/plugin-search-common';
import type {
  Finding,
  Target,
} from '@safety-curtain/plugin-supply-chain-common';
import { asOf } from './asOf';
import { locationOf } from './location';

/** The type of documents about the open findings of one service. */
export const FINDINGS_DOCUMENT_TYPE = 'supply-chain-findings';

/** What is open in one service. @public */
export interface FindingsDocument extends IndexableDocument {
  kind: string;
  namespace: string;
  /** Type of the entity, empty where it has none; as the lifecycle. */
  componentType: string;
  lifecycle: string;
  /** Full references, separated by spaces. */
  owner: string;
  /** `high`, `medium`, `low` or `unknown`. */
  alertLevel: string;
  /** `allow`, `warn` or `block`; empty where the service was not judged yet. */
  gate: string;
}

/**
 * What is indexed of a service: how many findings are open, and of the worst
 * their vulnerabilities by all their names, packages and summaries.
 */
export function findingsDocument(
  target: Target,
  findings: readonly Finding[],
  { locationTemplate, now }: { locationTemplate: string; now: Date },
): FindingsDocument {
  const ref = parseEntityRef(target.entityRef);
  return {
    title: `${target.name}: open findings`,
    text: [`${asOf(now)}: ${countsOf(target)}`, ...findings.map(textOf)].join(
      ' ',
    ),
    location: locationOf(locationTemplate, ref),
    kind: ref.kind,
    namespace: ref.namespace,
    componentType: target.type ?? '',
    lifecycle: target.lifecycle ?? '',
    owner: target.owners.join(' '),
    alertLevel: target.alertLevel,
    gate: target.gate?.outcome ?? '',
    authorization: { resourceRef: target.entityRef },
  };
}

function countsOf({ openFindings: open }: Target): string {
  const counts = (
    ['critical', 'high', 'medium', 'low', 'none', 'unknown'] as const
  )
    .filter(severity => open[severity] > 0)
    .map(severity => `${open[severity]} ${severity}`);
  const total = Object.values(open).reduce((sum, count) => sum + count, 0);
  return `${total} open, ${counts.join(', ')}.`;
}

function textOf(finding: Finding): string {
  const { advisory, aliases = [], severity, summary, knownExploited } = finding;
  const names = [advisory, ...aliases.filter(alias => alias !== advisory)];
  const what = [finding.package, ...finding.versions].join(' ');
  const exploited = knownExploited ? ', known to be exploited' : '';
  return `${names.join(' ')} in ${what} (${severity}${exploited})${
    summary ? `: ${summary.replace(/\.$/, '')}` : ''
  }.`;
}
