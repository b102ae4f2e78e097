import { type Located } from '@safety-curtain/input';
import { mapEntries, valueAt } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';

/** Scopes with which a token changes what others run. */
const POWERFUL: ReadonlySet<string> = new Set([
  'actions',
  'contents',
  'id-token',
  'packages',
]);

/** What the tokens of a workflow may do. */
export function inspectPermissions(document: Located): Observation[] {
  const jobs = mapEntries(valueAt(document, 'jobs'));
  const found: Observation[] = [];
  const whole = valueAt(document, 'permissions');
  if (whole) {
    found.push(...everything(whole));
    // One job alone has what the workflow has.
    if (jobs.length > 1) found.push(...powerful(whole));
  }
  for (const [id, { value: job, keyLine, keyColumn }] of jobs) {
    const own = valueAt(job, 'permissions');
    const object = `jobs.${id}`;
    if (own) {
      found.push(...everything(own, object));
    } else if (!whole) {
      found.push({
        rule: 'missing-permissions',
        message:
          'The job declares no permissions, so its token has what the repository allows: declare them, contents: read at best.',
        line: keyLine,
        column: keyColumn,
        object,
      });
    }
  }
  return found;
}

function everything(value: Located, object?: string): Observation[] {
  if (value.kind !== 'text' || value.text.toLowerCase() !== 'write-all') {
    return [];
  }
  return [
    {
      rule: 'excessive-permissions',
      message:
        'The token may write everything: name the scopes that are written.',
      line: value.line,
      column: value.column,
      object,
      detail: 'write-all',
    },
  ];
}

function powerful(value: Located): Observation[] {
  return mapEntries(value)
    .filter(
      ([scope, { value: right }]) =>
        POWERFUL.has(scope) && right.kind === 'text' && right.text === 'write',
    )
    .map(([scope, { keyLine, keyColumn }]) => ({
      rule: 'excessive-permissions',
      message: `The tokens of all jobs may write ${scope}: grant that to the job that does.`,
      line: keyLine,
      column: keyColumn,
      detail: scope,
    }));
}
