import { isFields, listOf, type Fields } from '@safety-curtain/input';
import type { Suppression } from '../model/toolReport';
import { plainText } from '../text/plainText';

/**
 * SARIF 2.1.0, 3.27.23 and 3.35: a result is suppressed where there are suppressions and none of
 * them is under review or rejected; one without status is accepted.
 */
export function suppressionOf(result: Fields): Suppression | undefined {
  const all = listOf(result.suppressions).slice(0, 100).filter(isFields);
  if (all.length === 0) return undefined;
  const decisive =
    all.find(({ status }) => status === 'rejected') ??
    all.find(({ status }) => status === 'underReview') ??
    all[0];
  const reason = plainText(decisive.justification);
  return {
    kind: decisive.kind === 'inSource' ? 'source' : 'external',
    status: statusOf(decisive.status),
    ...(reason !== undefined && { reason }),
  };
}

function statusOf(status: unknown): Suppression['status'] {
  if (status === 'rejected') return 'rejected';
  return status === 'underReview' ? 'under-review' : 'accepted';
}
