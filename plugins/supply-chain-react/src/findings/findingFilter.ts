import type {
  ComponentScope,
  DirectFilter,
  FindingFilter,
  FindingKind,
  FindingState,
  Severity,
} from '@safety-curtain/plugin-supply-chain-common';
import type { UrlState } from '../hooks/useUrlState';

/** The query parameters that the filters of a findings list use. @public */
export const findingFilterNames = [
  'q',
  'severity',
  'kind',
  'tool',
  'state',
  'scope',
  'direct',
  'exploited',
  'fixable',
  'due',
  'analysis',
  'review',
  'decidedBy',
] as const;

/**
 * The filter that the address names. Without `state`, open findings are meant;
 * `state=all` takes dismissed and resolved ones in.
 *
 * @public
 */
export function findingFilterOf(
  url: Pick<UrlState, 'get' | 'getAll'>,
): FindingFilter {
  return {
    q: url.get('q'),
    severity: url.getAll('severity') as Severity[],
    kind: url.getAll('kind') as FindingKind[],
    tool: url.getAll('tool'),
    state: statesOf(url.get('state')),
    scope: url.getAll('scope') as ComponentScope[],
    direct: directOf(url.get('direct')),
    knownExploited: booleanOf(url.get('exploited')),
    fixable: booleanOf(url.get('fixable')),
    due: dueOf(url.get('due')),
    analysis: url.getAll('analysis') as FindingFilter['analysis'],
    needsReview: booleanOf(url.get('review')),
    decision: numberOf(url.get('decidedBy')),
  };
}

/** An id that the backend would refuse is none. */
function numberOf(value: string | undefined): string | undefined {
  return value !== undefined && /^\d{1,18}$/.test(value) ? value : undefined;
}

function statesOf(value: string | undefined): FindingState[] {
  if (value === 'all') return ['open', 'dismissed', 'resolved'];
  return value === 'resolved' || value === 'dismissed' ? [value] : ['open'];
}

const dues = ['overdue', 'soon', 'set', 'none'] as const;

function dueOf(value: string | undefined): FindingFilter['due'] {
  return dues.find(due => due === value);
}

/** What a yes-or-no parameter of the address says; `undefined` where it is not set. @public */
export function booleanOf(value: string | undefined): boolean | undefined {
  if (value === 'true') return true;
  return value === 'false' ? false : undefined;
}

/** What the address says of who asks for a package; `undefined` where it is not set. @public */
export function directOf(value: string | undefined): DirectFilter | undefined {
  return value === 'true' || value === 'false' || value === 'unknown'
    ? value
    : undefined;
}

/** The message that tells whether a package is direct, which may not be known. @public */
export function directMessage(direct: boolean | undefined) {
  if (direct === undefined) return 'findings.directUnknown';
  return direct ? 'findings.direct' : 'findings.transitive';
}
