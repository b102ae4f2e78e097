import type { TicketState } from '@safety-curtain/plugin-supply-chain-node';

/** An issue as GitLab gives it (REST API, "Issues"), as far as it counts here. */
export interface Issue {
  /** The number within the project. */
  id: string;
  url: string;
  state: TicketState;
  description: string;
  labels: string[];
  /** How many comments people wrote. */
  notes: number;
  updatedAt: Date;
  closedBy?: string;
}

/** Undefined: it is none. */
export function readIssue(json: unknown): Issue | undefined {
  const issue = fieldsOf(json);
  const { iid, web_url: url, state, description, labels } = issue;
  if (!Number.isInteger(iid) || typeof url !== 'string') return undefined;
  if (state !== 'opened' && state !== 'closed') return undefined;
  return {
    id: String(iid),
    url,
    state: state === 'opened' ? 'open' : 'closed',
    description: typeof description === 'string' ? description : '',
    labels: Array.isArray(labels)
      ? labels.filter(label => typeof label === 'string')
      : [],
    notes: Number(issue.user_notes_count) || 0,
    updatedAt: new Date(String(issue.updated_at)),
    closedBy: nameOf(issue.closed_by),
  };
}

/** Undefined: GitLab wrote it itself, or it is none. */
export function readNote(
  json: unknown,
): { by?: string; text: string } | undefined {
  const { body, system, author } = fieldsOf(json);
  if (typeof body !== 'string' || system === true) return undefined;
  return { by: nameOf(author), text: body };
}

export function readUserId(json: unknown): number | undefined {
  const { id } = fieldsOf(json);
  return Number.isInteger(id) ? (id as number) : undefined;
}

function nameOf(user: unknown): string | undefined {
  const { username } = fieldsOf(user);
  return typeof username === 'string' ? username : undefined;
}

function fieldsOf(json: unknown): Record<string, unknown> {
  return typeof json === 'object' && json !== null
    ? (json as Record<string, unknown>)
    : {};
}
