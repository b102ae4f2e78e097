import type { TicketState } from '@safety-curtain/plugin-supply-chain-node';

/** An issue as Jira gives it, as far as it counts here. */
export interface Issue {
  /** `SEC-1` */
  id: string;
  state: TicketState;
  resolution?: string;
  comments: { by?: string; text: string }[];
}

/** Where an issue can go from where it is. */
export interface Transition {
  id: string;
  done: boolean;
  /** That it can be given. */
  resolutions: string[];
}

/** How deep a document of Jira is looked into. */
const DEEPEST = 20;

/** Undefined: it is none. */
export function readIssue(json: unknown): Issue | undefined {
  const { key, fields } = fieldsOf(json);
  const { status, resolution, comment } = fieldsOf(fields);
  const category = categoryOf(status);
  if (typeof key !== 'string' || category === undefined) return undefined;
  const name = fieldsOf(resolution).name;
  return {
    id: key,
    state: category === 'done' ? 'closed' : 'open',
    ...(typeof name === 'string' && { resolution: name }),
    comments: listOf(fieldsOf(comment).comments).map(one => {
      const { body, author } = fieldsOf(one);
      const by = fieldsOf(author).displayName;
      return {
        text: textIn(body, 0),
        ...(typeof by === 'string' && { by }),
      };
    }),
  };
}

export function readTransitions(json: unknown): Transition[] {
  return listOf(fieldsOf(json).transitions).flatMap(one => {
    const { id, to, fields } = fieldsOf(one);
    const category = categoryOf(to);
    if (typeof id !== 'string' || category === undefined) return [];
    const { allowedValues } = fieldsOf(fieldsOf(fields).resolution);
    const resolutions = listOf(allowedValues)
      .map(value => fieldsOf(value).name)
      .filter(name => typeof name === 'string');
    return [{ id, done: category === 'done', resolutions }];
  });
}

/** Of a status: `new`, `indeterminate` or `done`. */
function categoryOf(status: unknown): string | undefined {
  const { key } = fieldsOf(fieldsOf(status).statusCategory);
  return typeof key === 'string' ? key : undefined;
}

/** The text of a comment: a document in Cloud, text in Data Center. */
function textIn(node: unknown, depth: number): string {
  if (typeof node === 'string') return node;
  if (depth > DEEPEST) return '';
  const { text, content } = fieldsOf(node);
  const own = typeof text === 'string' ? text : '';
  return (
    own +
    listOf(content)
      .map(one => textIn(one, depth + 1))
      .join('')
  );
}

function listOf(json: unknown): unknown[] {
  return Array.isArray(json) ? json : [];
}

function fieldsOf(json: unknown): Record<string, unknown> {
  return typeof json === 'object' && json !== null
    ? (json as Record<string, unknown>)
    : {};
}
