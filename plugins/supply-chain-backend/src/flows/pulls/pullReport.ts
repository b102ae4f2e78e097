import { parseEntityRef } from '@backstage/catalog-model';
import type { CommitStatus } from '@safety-curtain/plugin-supply-chain-node';
import {
  gateHeadline,
  gateMarkdown,
  gateMarker,
  type GateOutcome,
  type GateReport,
} from '@safety-curtain/policy';
import { createHash } from 'node:crypto';
import type { DbPullRequestsRow } from '../../database/tables';
import { counted } from '../../messages/counted';

/** What the comment begins with: another one than those of pipelines have. */
export const PULL_MARKER = gateMarker('pull-requests');
const CONTEXT = 'Safety Curtain';
/** GitHub takes no longer description of a status. */
const LONGEST_DESCRIPTION = 140;
/** GitHub's limit of a comment; forges say where theirs is another. */
const LONGEST_COMMENT = 65_536;
/** For what stands around the reports. */
const FRAME = 2000;
const GRAVITY: readonly GateOutcome[] = ['allow', 'warn', 'block'];
const WORDS = {
  allow: 'passed',
  warn: 'passed with warnings',
  block: 'blocked',
};

/** What is told of a pull request. */
export interface PullReport {
  outcome: GateOutcome;
  status: CommitStatus;
  /** Markdown, with the marker; undefined where there is nothing to say. */
  body?: string;
  /** Another report has another. */
  digest: string;
}

/** By what a report is written. */
export interface ReportContext {
  portal?: string;
  longestComment?: number;
  /** Whether comments are written. */
  comment: boolean;
}

/** Puts together what gates say of the services of a pull request. */
export function pullReportOf(
  row: DbPullRequestsRow,
  reports: readonly GateReport[],
  context: ReportContext,
): PullReport {
  const outcome = outcomeOf(reports, row.services_left);
  const status: CommitStatus = {
    revision: row.head_revision,
    state: outcome === 'block' ? 'failure' : 'success',
    context: CONTEXT,
    description: shortened(headlineOf(reports, outcome, row)),
    ...(context.portal !== undefined && {
      url: pageOf(context.portal, gravest(reports).subject),
    }),
  };
  // What was said once is brought up to date, also where nothing is left of it.
  const speaks =
    row.comment_ref !== null || outcome !== 'allow' || isNews(reports);
  const body =
    context.comment && speaks ? bodyOf(row, reports, context) : undefined;
  return { outcome, status, body, digest: digestOf(status, body) };
}

/** What is said where a pull request cannot be read. */
export function failureReportOf({
  head_revision: revision,
}: DbPullRequestsRow): Omit<PullReport, 'outcome'> {
  const status: CommitStatus = {
    revision,
    state: 'error',
    context: CONTEXT,
    description: 'It could not be read yet; it is tried again',
  };
  return { status, digest: digestOf(status, undefined) };
}

function outcomeOf(reports: readonly GateReport[], left: number): GateOutcome {
  // What was not looked at does not pass unseen.
  const least = left > 0 ? GRAVITY.indexOf('warn') : 0;
  const found = reports.map(({ outcome }) => GRAVITY.indexOf(outcome));
  return GRAVITY[Math.max(least, ...found)];
}

function gravest(reports: readonly GateReport[]): GateReport {
  return [...reports].sort(
    (a, b) => GRAVITY.indexOf(b.outcome) - GRAVITY.indexOf(a.outcome),
  )[0];
}

function isNews(reports: readonly GateReport[]): boolean {
  return reports.some(({ changes }) => {
    const { findings, reported } = changes!;
    return [...Object.values(findings), ...Object.values(reported ?? {})].some(
      ({ count }) => count > 0,
    );
  });
}

function headlineOf(
  reports: readonly GateReport[],
  outcome: GateOutcome,
  row: DbPullRequestsRow,
): string {
  if (reports.length === 1 && row.services_left === 0) {
    return gateHeadline(reports[0]);
  }
  const byOutcome = [...GRAVITY]
    .reverse()
    .map(each => ({
      words: WORDS[each],
      count: reports.filter(report => report.outcome === each).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ words, count }) => `${count} ${words}`);
  const left = row.services_left > 0 ? [`${row.services_left} not read`] : [];
  const said = {
    allow: 'Passed',
    warn: 'Passed with warnings',
    block: 'Blocked',
  };
  return `${said[outcome]}; services: ${[...byOutcome, ...left].join(', ')}`;
}

/** Each service has its part of what fits into a comment. */
function bodyOf(
  row: DbPullRequestsRow,
  reports: readonly GateReport[],
  { portal, longestComment = LONGEST_COMMENT }: ReportContext,
): string {
  const limit = Math.floor((longestComment - FRAME) / reports.length);
  const parts = reports.map(report =>
    withoutMarker(
      gateMarkdown(report, {
        ...(portal !== undefined && { link: pageOf(portal, report.subject) }),
        limit,
      }),
    ),
  );
  const left =
    row.services_left > 0
      ? [
          `Of this repository, ${counted(
            row.services_left,
            'more service is',
            'more services are',
          )} not read: the limit is reached.`,
        ]
      : [];
  return [
    PULL_MARKER,
    ...parts,
    ...left,
    `Revision \`${row.head_revision.slice(0, 12)}\`.`,
    '',
  ].join('\n');
}

/** A text of ours begins with a marker, which stands in a comment once. */
function withoutMarker(markdown: string): string {
  return markdown.slice(markdown.indexOf('\n') + 1);
}

/** The gate on the page of a service. */
function pageOf(portal: string, entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  const path = [namespace, kind, name].map(encodeURIComponent).join('/');
  return `${portal}/catalog/${path}/security?view=gate`;
}

function shortened(text: string): string {
  return text.length <= LONGEST_DESCRIPTION
    ? text
    : `${text.slice(0, LONGEST_DESCRIPTION - 1)}…`;
}

function digestOf(status: CommitStatus, body: string | undefined): string {
  return createHash('sha256')
    .update(JSON.stringify([status, body ?? null]))
    .digest('hex');
}
