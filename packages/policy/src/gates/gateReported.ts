import type { Place, ResultKind } from '@safety-curtain/reports';
import type { GateReported } from './gateFacts';
import type { GateKind, GateSeverity } from './gatePolicy';

/** What there is to say of a finding of a tool, wherever it was kept. @public */
export interface ReportedFacts {
  kind: ResultKind;
  fingerprint: string;
  /** What policies call its rule. */
  rule: string;
  /** Of the rule. */
  title?: string;
  message?: string;
  severity: GateSeverity;
  place?: Pick<Place, 'path' | 'startLine'>;
  /** Past its due date. Default: it is due by no day. */
  overdue?: boolean;
  decided?: GateReported['decided'];
}

/**
 * A finding of a tool as gates look at it: of a service, of a build, of a pull request and at a
 * terminal the same.
 *
 * @public
 */
export function gateReportedOf({
  kind,
  fingerprint,
  rule,
  severity,
  place,
  overdue = false,
  decided,
  ...said
}: ReportedFacts): GateReported {
  const message = messageOf(kind, said);
  return {
    kind: kind as GateKind,
    fingerprint,
    rule,
    ...(message !== undefined && { message }),
    severity,
    ...(place?.path !== undefined && { file: place.path }),
    ...(place?.startLine !== undefined && { line: place.startLine }),
    overdue,
    ...(decided && { decided }),
  };
}

/** A title says what it is, and the place where; of a package only the message says which. */
function messageOf(
  kind: ResultKind,
  { title, message }: Pick<ReportedFacts, 'title' | 'message'>,
): string | undefined {
  if (kind !== 'package-risk') return title ?? message;
  return [title, message].filter(Boolean).join(': ') || undefined;
}
