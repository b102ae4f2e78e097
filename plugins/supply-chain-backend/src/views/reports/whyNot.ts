import type {
  ComparedTool,
  ToolOpinion,
} from '@safety-curtain/plugin-supply-chain-common';
import type { ReportedPackage, Suppression } from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { inChunks, toBoolean, toDate } from '../../database/dialect';
import type { DbToolReportsRow, DbToolResultsRow } from '../../database/tables';
import { kindNumber } from '../../records/findings/kinds';
import type { FindingRow } from '../findings/findingRows';
import { versionsOf } from '../findings/triageFacts';

/** The tool that matches components with advisories: our own. */
type OwnRow = FindingRow & { own: unknown };

/** Results that are about the packages or vulnerabilities of a page. */
interface Related
  extends Pick<
      DbToolResultsRow,
      | 'finding_id'
      | 'package_id'
      | 'vulnerability_id'
      | 'rule_id'
      | 'version'
      | 'suppressed'
      | 'details'
    >,
    Pick<DbToolReportsRow, 'tool'> {}

/** What is known of the packages and vulnerabilities of a page. */
interface Known {
  related: ReadonlyMap<string, Related[]>;
  /** Versions that the service uses, by package. */
  used: ReadonlyMap<number, string[]>;
  /** When vulnerabilities became known. */
  published: ReadonlyMap<number, Date>;
}

/** For each row what each tool says of it, in the order of the tools. */
export async function toolsThatSaid(
  knex: Knex,
  targetId: number,
  rows: readonly OwnRow[],
  tools: readonly ComparedTool[],
): Promise<ToolOpinion[][]> {
  const known: Known = {
    related: await relatedResults(knex, targetId, rows),
    used: await versionsInUse(knex, targetId, rows),
    published: await publishedAt(knex, rows),
  };
  return rows.map(row =>
    tools.map((tool, index) =>
      index === 0
        ? ownOpinion(row, tool.tool, known)
        : opinionOf(row, tool, known),
    ),
  );
}

function ownOpinion(row: OwnRow, tool: string, { used }: Known): ToolOpinion {
  if (toBoolean(row.own)) {
    return { tool, outcome: 'found', versions: versionsOf(row) };
  }
  const missing = (
    reason: NonNullable<ToolOpinion['reason']>,
    versions: string[] = [],
  ): ToolOpinion => ({ tool, outcome: 'missing', reason, versions });
  if (row.package_id === null) return missing('unknown-ecosystem');
  const versions = used.get(row.package_id);
  if (!versions) return missing('not-in-source');
  if (row.vulnerability_id === null) return missing('no-record', versions);
  const theirs = versionsOf(row).filter(version => version !== '');
  return theirs.length > 0 && !theirs.some(one => versions.includes(one))
    ? missing('other-versions', versions)
    : missing('not-affected', versions);
}

function opinionOf(
  row: OwnRow,
  { tool, ranAt, partial }: ComparedTool,
  { related, published }: Known,
): ToolOpinion {
  const results = related.get(tool) ?? [];
  const own = results.filter(one => Number(one.finding_id) === Number(row.id));
  const spoken = own.filter(one => !toBoolean(one.suppressed));
  if (spoken.length > 0) {
    return { tool, outcome: 'found', versions: versionsIn(spoken) };
  }
  if (own.length > 0) {
    const { reason } = detailsOf(own[0]).suppression ?? {};
    return {
      tool,
      outcome: 'ignored',
      versions: versionsIn(own),
      ...(reason && { text: reason }),
    };
  }
  const missing = (
    reason: NonNullable<ToolOpinion['reason']>,
    more: Partial<ToolOpinion> = {},
  ): ToolOpinion => ({
    tool,
    outcome: 'missing',
    reason,
    versions: [],
    ...more,
  });
  const elsewhere = results.find(one => isSameVulnerability(row, one));
  if (elsewhere) {
    const { package: pkg } = detailsOf(elsewhere);
    return missing('other-package', {
      versions: versionsIn([elsewhere]),
      ...(pkg && { text: pkg.name }),
    });
  }
  const ofPackage = results.filter(
    one => row.package_id !== null && one.package_id === row.package_id,
  );
  const versions = versionsIn(ofPackage);
  const here = versionsOf(row);
  if (versions.length > 0 && !versions.some(one => here.includes(one))) {
    return missing('other-versions', { versions });
  }
  const since =
    row.vulnerability_id !== null && published.get(row.vulnerability_id);
  if (since && ranAt && since > new Date(ranAt)) {
    return missing('newer-data', { text: since.toISOString() });
  }
  if (partial) return missing('unfinished');
  return ofPackage.length > 0
    ? missing('only-others', { versions })
    : missing('not-told');
}

function isSameVulnerability(row: OwnRow, result: Related): boolean {
  return row.vulnerability_id === null
    ? row.rule_id === result.rule_id
    : row.vulnerability_id === result.vulnerability_id;
}

function versionsIn(results: readonly Related[]): string[] {
  const versions = results.flatMap(({ version }) => version ?? []);
  return [...new Set(versions)].sort();
}

function detailsOf({ details }: Related): {
  package?: ReportedPackage;
  suppression?: Suppression;
} {
  return JSON.parse(details);
}

/** By tool. */
async function relatedResults(
  knex: Knex,
  targetId: number,
  rows: readonly OwnRow[],
): Promise<Map<string, Related[]>> {
  const related = new Map<string, Related[]>();
  if (rows.length === 0) return related;
  const some = (values: readonly (number | null)[]) => [
    ...new Set(values.filter(value => value !== null)),
  ];
  const found: Related[] = await knex('tool_results as result')
    .join('tool_reports as report', 'report.id', 'result.report_id')
    .where('result.target_id', targetId)
    .where('result.kind', kindNumber('vulnerability'))
    .where(any =>
      any
        .whereIn('result.package_id', some(rows.map(row => row.package_id)))
        .orWhereIn(
          'result.vulnerability_id',
          some(rows.map(row => row.vulnerability_id)),
        )
        .orWhereIn('result.rule_id', some(rows.map(row => row.rule_id)))
        .orWhereIn(
          'result.finding_id',
          rows.map(row => Number(row.id)),
        ),
    )
    .orderBy('result.id')
    .select(
      'report.tool',
      'result.finding_id',
      'result.package_id',
      'result.vulnerability_id',
      'result.rule_id',
      'result.version',
      'result.suppressed',
      'result.details',
    );
  for (const one of found) {
    const list = related.get(one.tool) ?? [];
    related.set(one.tool, list);
    list.push(one);
  }
  return related;
}

async function versionsInUse(
  knex: Knex,
  targetId: number,
  rows: readonly OwnRow[],
): Promise<Map<number, string[]>> {
  const packages = rows.flatMap(row => row.package_id ?? []);
  const used = new Map<number, string[]>();
  for await (const chunk of inChunks([...new Set(packages)])) {
    const found: { package_id: number; version: string }[] = await knex(
      'target_components as link',
    )
      .join('components as c', 'c.id', 'link.component_id')
      .where('link.target_id', targetId)
      .whereIn('c.package_id', chunk)
      .distinct('c.package_id', 'c.version')
      .orderBy('c.version');
    for (const { package_id: id, version } of found) {
      used.set(id, [...(used.get(id) ?? []), version]);
    }
  }
  return used;
}

async function publishedAt(
  knex: Knex,
  rows: readonly OwnRow[],
): Promise<Map<number, Date>> {
  const ids = rows.flatMap(row => row.vulnerability_id ?? []);
  const found = await knex('vulnerabilities')
    .whereIn('id', [...new Set(ids)])
    .whereNotNull('published_at')
    .select('id', 'published_at');
  return new Map(
    found.map(({ id, published_at: at }) => [id, toDate(at as Date)]),
  );
}
