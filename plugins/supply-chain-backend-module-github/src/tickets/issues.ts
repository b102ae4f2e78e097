import type { TicketState } from '@safety-curtain/plugin-supply-chain-node';

/** An issue as GitHub gives it (REST API, "Issues"), as far as it counts here. */
export interface Issue {
  id: string;
  url: string;
  state: TicketState;
  body: string;
  labels: string[];
  notPlanned: boolean;
  closedBy?: string;
}

/** A comment of one. */
export interface Comment {
  issue: string;
  text: string;
  association: string;
  by?: string;
}

/** Undefined: it is none, or a pull request. */
export function readIssue(json: unknown): Issue | undefined {
  const issue = fieldsOf(json);
  const { number, html_url: url, state, body, labels } = issue;
  const isIssue =
    Number.isInteger(number) &&
    typeof url === 'string' &&
    (state === 'open' || state === 'closed') &&
    issue.pull_request === undefined;
  if (!isIssue) return undefined;
  const names = Array.isArray(labels)
    ? labels.map(label =>
        typeof label === 'string' ? label : fieldsOf(label).name,
      )
    : [];
  return {
    id: String(number),
    url,
    state,
    body: typeof body === 'string' ? body : '',
    labels: names.filter(name => typeof name === 'string'),
    notPlanned: state === 'closed' && issue.state_reason === 'not_planned',
    closedBy: loginOf(issue.closed_by),
  };
}

/** Undefined: it is none. */
export function readComment(json: unknown): Comment | undefined {
  const comment = fieldsOf(json);
  const { issue_url: address, body, author_association: association } = comment;
  const issue = /\/issues\/(\d+)$/.exec(String(address))?.[1];
  if (issue === undefined || typeof body !== 'string') return undefined;
  return {
    issue,
    text: body,
    association: String(association),
    by: loginOf(comment.user),
  };
}

function loginOf(user: unknown): string | undefined {
  const { login } = fieldsOf(user);
  return typeof login === 'string' ? login : undefined;
}

function fieldsOf(json: unknown): Record<string, unknown> {
  return typeof json === 'object' && json !== null
    ? (json as Record<string, unknown>)
    : {};
}
