import type {
  ComponentFacts,
  ComponentLicenseFacts,
} from '@safety-curtain/policy';
import { findReader } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { toBoolean, toIso } from '../../../database/dialect';
import { joinVerdicts, judged } from '../../../views/licenses/uses';
import { verdictOf } from '../../../records/licenses/verdicts';
import { DEVELOPMENT, directOf } from '../../../records/inventory/use';
import type {
  DbComponentFactsRow,
  DbComponentProvenanceRow,
  DbComponentsRow,
  DbLicenseIssuesRow,
  DbLicenseVerdictsRow,
  DbLicensesRow,
  DbTargetComponentsRow,
  Flag,
  LeftJoined,
} from '../../../database/tables';

/** What is known of the components of one target. */
export interface TargetComponents {
  components: ComponentFacts[];
  /** Of those whose license the policy is about. */
  licenses: ComponentLicenseFacts[];
}

interface UseRow
  extends Pick<DbTargetComponentsRow, 'target_id' | 'relation'>,
    Pick<DbComponentsRow, 'purl' | 'name' | 'version'>,
    LeftJoined<
      Pick<
        DbComponentFactsRow,
        'deprecated' | 'versions_behind' | 'days_behind'
      >
    >,
    LeftJoined<Pick<DbComponentProvenanceRow, 'outcome' | 'level'>>,
    Pick<DbLicensesRow, 'state' | 'expression'>,
    LeftJoined<Pick<DbLicenseVerdictsRow, 'verdict'>>,
    LeftJoined<Pick<DbLicenseIssuesRow, 'exception_id' | 'excepted_until'>> {
  judged: Flag | null;
}

/**
 * Components of targets with their ages and licenses, each once; by target. What builds run in and
 * images stand on is left out: no registry tells its age, and it has no license of its own.
 */
export async function readComponentFacts(
  knex: Knex,
  targetIds: readonly number[],
): Promise<Map<number, TargetComponents>> {
  const select = knex('target_components as link')
    .join('targets as t', 't.id', 'link.target_id')
    .join('components as c', 'c.id', 'link.component_id')
    .leftJoin('component_facts as f', 'f.component_id', 'c.id')
    .leftJoin('component_provenance as pv', 'pv.component_id', 'c.id')
    .leftJoin('licenses as l', 'l.id', 'c.license_id')
    .leftJoin('license_issues as i', function ofUse() {
      this.on('i.target_id', 'link.target_id').andOn(
        'i.component_id',
        'link.component_id',
      );
    });
  joinVerdicts(select, 'c.license_id');
  const surroundings = await manifestsOfSurroundings(knex, targetIds);
  const rows: UseRow[] = await select
    .whereIn('link.target_id', targetIds)
    .whereNotIn('link.manifest_id', surroundings)
    .groupBy(
      'link.target_id',
      'link.component_id',
      'c.purl',
      'c.name',
      'c.version',
      'f.deprecated',
      'f.versions_behind',
      'f.days_behind',
      'pv.outcome',
      'pv.level',
      'l.state',
      'l.expression',
      'v.verdict',
      'p.development',
      'i.exception_id',
      'i.excepted_until',
    )
    .select(
      'link.target_id',
      'c.purl',
      'c.name',
      'c.version',
      'f.deprecated',
      'f.versions_behind',
      'f.days_behind',
      'pv.outcome',
      'pv.level',
      'l.state',
      'l.expression',
      'v.verdict',
      'i.exception_id',
      'i.excepted_until',
      knex.raw('min(link.relation) as relation'),
      knex.raw(
        `max(case when ${judged(
          `link.scope = ${DEVELOPMENT}`,
        )} then 1 else 0 end) = 1 as judged`,
      ),
    );
  const facts = new Map<number, TargetComponents>();
  for (const row of rows) {
    const of = facts.get(row.target_id) ?? { components: [], licenses: [] };
    facts.set(row.target_id, of);
    of.components.push(componentOf(row));
    if (row.verdict !== null && toBoolean(row.judged)) {
      of.licenses.push(licenseOf(row));
    }
  }
  return facts;
}

async function manifestsOfSurroundings(
  knex: Knex,
  targetIds: readonly number[],
): Promise<number[]> {
  const rows: { id: number | string; path: string }[] = await knex(
    'target_manifests',
  )
    .whereIn('target_id', targetIds)
    .where('series', '')
    .select('id', 'path');
  return rows
    .filter(({ path }) => findReader(path)?.surroundings)
    .map(({ id }) => Number(id));
}

function componentOf(row: UseRow): ComponentFacts {
  return {
    purl: row.purl,
    name: row.name,
    version: row.version,
    direct: directOf(row.relation),
    deprecated: row.deprecated ?? undefined,
    versionsBehind: row.versions_behind ?? undefined,
    daysBehind: row.days_behind ?? undefined,
    ...(row.outcome !== null && {
      provenance: { outcome: row.outcome, level: levelOf(row.level) },
    }),
  };
}

/** SLSA has no others. */
function levelOf(level: number | null): 1 | 2 | 3 | undefined {
  return level === 1 || level === 2 || level === 3 ? level : undefined;
}

function licenseOf(row: UseRow): ComponentLicenseFacts {
  return {
    purl: row.purl,
    state: row.state,
    license: row.expression ?? undefined,
    verdict: verdictOf(Number(row.verdict)),
    ...(row.exception_id !== null && {
      exception: {
        id: String(row.exception_id),
        until: toIso(row.excepted_until),
      },
    }),
  };
}
