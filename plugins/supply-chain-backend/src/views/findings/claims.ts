import type {
  Confidence,
  ReportedPackage,
  ReportedVulnerability,
  Suppression,
} from '@safety-curtain/reports';
import type { Knex } from 'knex';
import { inChunks } from '../../database/dialect';
import type { DbToolReportsRow, DbToolResultsRow } from '../../database/tables';

/** What the last report of a tool says of a finding. */
export interface Claim {
  tool: string;
  toolName: string;
  category: string;
  receivedAt: DbToolReportsRow['received_at'];
  severity: number;
  confidence?: Confidence;
  message: string;
  version?: string;
  fixedVersions: readonly string[];
  vulnerability?: ReportedVulnerability;
  suppression?: Suppression;
  fix?: string;
  secretHash?: string;
  /** The commit that the tool looked at. */
  revision?: string;
}

/** Claims of findings, by finding. */
export async function claimsOf(
  knex: Knex,
  findings: readonly { id: number | string }[],
): Promise<Map<number, Claim[]>> {
  const claims = new Map<number, Claim[]>();
  const ids = findings.map(({ id }) => Number(id));
  for await (const chunk of inChunks(ids)) {
    const rows: (Pick<
      DbToolResultsRow,
      | 'finding_id'
      | 'severity'
      | 'confidence'
      | 'message'
      | 'version'
      | 'details'
    > &
      Pick<
        DbToolReportsRow,
        'tool' | 'tool_name' | 'category' | 'received_at' | 'revision'
      >)[] = await knex('tool_results as result')
      .join('tool_reports as report', 'report.id', 'result.report_id')
      .whereIn('result.finding_id', chunk)
      .orderBy(['result.finding_id', 'report.tool', 'result.id'])
      .select(
        'result.finding_id',
        'result.severity',
        'result.confidence',
        'result.message',
        'result.version',
        'result.details',
        'report.tool',
        'report.tool_name',
        'report.category',
        'report.received_at',
        'report.revision',
      );
    for (const row of rows) {
      const id = Number(row.finding_id);
      const list = claims.get(id) ?? [];
      claims.set(id, list);
      list.push(toClaim(row));
    }
  }
  return claims;
}

function toClaim(
  row: Pick<
    DbToolResultsRow,
    'severity' | 'confidence' | 'message' | 'version' | 'details'
  > &
    Pick<
      DbToolReportsRow,
      'tool' | 'tool_name' | 'category' | 'received_at' | 'revision'
    >,
): Claim {
  const details: {
    package?: ReportedPackage;
    vulnerability?: ReportedVulnerability;
    suppression?: Suppression;
    fix?: string;
    secretHash?: string;
  } = JSON.parse(row.details);
  const { vulnerability, suppression, fix, secretHash } = details;
  return {
    tool: row.tool,
    toolName: row.tool_name,
    category: row.category,
    receivedAt: row.received_at,
    severity: row.severity,
    message: row.message,
    fixedVersions: details.package?.fixedVersions ?? [],
    ...(row.confidence !== null && {
      confidence: row.confidence as Confidence,
    }),
    ...(row.version !== null && { version: row.version }),
    ...(row.revision !== null && { revision: row.revision }),
    vulnerability,
    suppression,
    fix,
    secretHash,
  };
}
