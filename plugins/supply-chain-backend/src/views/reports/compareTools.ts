import type {
  ComparedFinding,
  ComparedTool,
  ToolComparison,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { toBoolean, toIso } from '../../database/dialect';
import {
  boundedCount,
  type KeysetColumn,
  readPage,
} from '../../database/keyset';
import type { Timestamp } from '../../database/tables';
import { kindNumber } from '../../records/findings/kinds';
import {
  filterFindings,
  type FindingRow,
  selectFindings,
  toFindings,
} from '../findings/findingRows';
import { toolsThatSaid } from './whyNot';

/** What our own matching is called among tools. */
export const OWN_TOOL = 'safety-curtain';

/** Formats of tools that look at dependencies, whatever they find. */
const OF_DEPENDENCIES = [
  'npm-audit',
  'pnpm-audit',
  'yarn-audit',
  'pip-audit',
  'grype',
  'osv-scanner',
  'dependency-check',
  'safety',
  'retire',
];

const BY_RISK: KeysetColumn[] = [
  { column: 'f.risk', direction: 'desc', type: 'number' },
  { column: 'f.id', direction: 'desc', type: 'number' },
];

/** Whether links and matches say that the finding `f` is there: what advisories know of. */
const OWN = `exists (
  select 1 from target_components as link
    join components as c on c.id = link.component_id
    join component_matches as m on m.component_id = c.id
    join advisories as a on a.id = m.advisory_id
  where link.target_id = f.target_id and c.package_id = f.package_id
    and a.vulnerability_id = f.vulnerability_id)`;

/** How many tools claim the finding `f` and do not ignore it. */
const CLAIMS = `(select count(distinct report.tool) from tool_results as result
    join tool_reports as report on report.id = result.report_id
  where result.finding_id = f.id and not result.suppressed)`;

const SAID_BY = `(case when ${OWN} then 1 else 0 end + ${CLAIMS})`;

/** Row of a finding with who says it. */
export interface SaidRow extends FindingRow {
  own: unknown;
}

/**
 * What the tools that look at the dependencies of a service say of its known
 * vulnerabilities, our own matching among them: by risk, who says so and who
 * does not, with the reason where it can be told.
 */
export async function compareTools(
  knex: Knex,
  target: { id: number; entityRef: string },
  query: { differing?: boolean; limit?: number; cursor?: string },
): Promise<ToolComparison> {
  const tools = await comparedTools(knex, target.id);
  const select = selectFindings(knex);
  filterFindings(
    knex,
    select,
    { kind: ['vulnerability'], state: ['open', 'dismissed'] },
    { entityRef: target.entityRef },
  );
  select.whereRaw(`(${CLAIMS} > 0 or ${OWN})`);
  if (query.differing) select.whereRaw(`${SAID_BY} < ?`, [tools.length]);
  const total = await boundedCount(knex, select);
  select.select(knex.raw(`${OWN} as own`));
  const page = await readPage<SaidRow>(select, BY_RISK, query);
  const findings = await toFindings(knex, page.rows);
  const said = await toolsThatSaid(knex, target.id, page.rows, tools);
  const items: ComparedFinding[] = findings.map((finding, index) => ({
    finding,
    tools: said[index],
  }));
  return { tools, items, total, nextCursor: page.nextCursor };
}

/** Our own first, then by name. */
async function comparedTools(
  knex: Knex,
  targetId: number,
): Promise<ComparedTool[]> {
  const vulnerability = kindNumber('vulnerability');
  const rows: {
    tool: string;
    name: string;
    received_at: Timestamp;
    ran_at: Timestamp | null;
    partial: number;
  }[] = await knex('tool_reports as report')
    .where('report.target_id', targetId)
    .where(any =>
      any
        .whereIn('report.format', OF_DEPENDENCIES)
        .orWhereExists(
          knex('tool_results as result')
            .whereRaw('result.report_id = report.id')
            .where('result.kind', vulnerability)
            .select(knex.raw('1')),
        ),
    )
    .groupBy('report.tool')
    .orderBy('report.tool')
    .select(
      'report.tool',
      knex.raw('max(report.tool_name) as name'),
      knex.raw('max(report.received_at) as received_at'),
      knex.raw('max(report.ran_at) as ran_at'),
      knex.raw('max(case when report.partial then 1 else 0 end) as partial'),
    );
  const counts = await countsOf(knex, targetId);
  const of = (tool: string) =>
    counts.get(tool) ?? { found: 0, alone: 0, ignored: 0 };
  return [
    {
      tool: OWN_TOOL,
      toolName: 'Safety Curtain',
      partial: false,
      ...of(OWN_TOOL),
    },
    ...rows.map(row => ({
      tool: row.tool,
      toolName: row.name,
      partial: Number(row.partial) === 1,
      ranAt: toIso(row.ran_at ?? row.received_at),
      ...of(row.tool),
    })),
  ];
}

type Counts = Pick<ComparedTool, 'found' | 'alone' | 'ignored'>;

/** Findings that each tool says, that it alone says, and that it was told to be silent about. */
async function countsOf(
  knex: Knex,
  targetId: number,
): Promise<Map<string, Counts>> {
  const present = () =>
    knex('findings as f')
      .where('f.target_id', targetId)
      .where('f.kind', kindNumber('vulnerability'))
      .whereIn('f.state', ['open', 'dismissed']);
  const claims = await present()
    .join('tool_results as result', 'result.finding_id', 'f.id')
    .join('tool_reports as report', 'report.id', 'result.report_id')
    .groupBy('report.tool', 'f.id')
    .select(
      'report.tool',
      'f.id',
      knex.raw(
        'min(case when result.suppressed then 1 else 0 end) as suppressed',
      ),
    );
  const own = await present().whereRaw(OWN).pluck('f.id');
  const counts = new Map<string, Counts>();
  const countOf = (tool: string) => {
    const known = counts.get(tool) ?? { found: 0, alone: 0, ignored: 0 };
    counts.set(tool, known);
    return known;
  };
  const saidBy = new Map<string, string[]>();
  const say = (finding: unknown, tool: string) => {
    const id = String(finding);
    saidBy.set(id, [...(saidBy.get(id) ?? []), tool]);
  };
  for (const id of own) say(id, OWN_TOOL);
  for (const { id, tool, suppressed } of claims) {
    if (toBoolean(suppressed)) countOf(tool).ignored += 1;
    else say(id, tool);
  }
  for (const tools of saidBy.values()) {
    for (const tool of tools) countOf(tool).found += 1;
    if (tools.length === 1) countOf(tools[0]).alone += 1;
  }
  return counts;
}
