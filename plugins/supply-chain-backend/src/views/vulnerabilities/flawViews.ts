import { NotFoundError } from '@backstage/errors';
import {
  Advisory,
  AffectedPackage,
  compareAdvisoryIds,
  explainVector,
  severityOf,
} from '@safety-curtain/advisories';
import type {
  Claim,
  Flaw,
  FlawDetail,
  FlawQuery,
  Page,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import {
  applyTargetFilter,
  containing,
  TargetFilter,
} from '../../records/targets/targetFilter';
import { toBoolean, toIso } from '../../database/dialect';
import { boundedCount, KeysetColumn, readPage } from '../../database/keyset';
import { aliasesOf } from '../../records/vulnerabilities/flawNames';
import {
  severityNumber,
  severityOfNumber,
} from '../../records/findings/severity';

type FlawRow = Record<string, any>;

/** Owners named with a flaw. */
const MAX_OWNERS = 20;

const orderColumns: Record<
  NonNullable<FlawQuery['orderBy']>,
  Omit<KeysetColumn, 'direction'>
> = {
  risk: { column: 'risk' },
  epss: { column: 'sort_epss' },
  published: { column: 'sort_published', type: 'time' },
};

/** A page of the flaws that have open findings which the caller may see. */
export async function listFlaws(
  knex: Knex,
  query: FlawQuery,
  targets: TargetFilter,
): Promise<Page<Flaw>> {
  const { orderBy = 'risk', order = 'desc' } = query;
  const visible = knex('findings as f')
    .join('targets as t', 't.id', 'f.target_id')
    .where('f.state', 'open')
    .whereRaw('f.flaw_id = flaw.id')
    .select(knex.raw('1'));
  applyTargetFilter(visible, targets);
  const inner = knex('flaws as flaw')
    .whereExists(visible)
    .select(
      'flaw.*',
      knex.raw('coalesce(flaw.epss, -1) as sort_epss'),
      knex.raw('coalesce(flaw.published_at, ?) as sort_published', [
        new Date(0),
      ]),
    );
  if (query.severity?.length) {
    inner.whereIn('flaw.severity', query.severity.map(severityNumber));
  }
  if (query.knownExploited !== undefined) {
    inner.where('flaw.known_exploited', query.knownExploited);
  }
  if (query.q) searchFlaws(knex, inner, query.q);
  const select = knex.from(inner.as('flaw')).select('flaw.*');
  const total = await boundedCount(knex, select);
  const page = await readPage<FlawRow>(
    select,
    [
      { ...orderColumns[orderBy], direction: order },
      { column: 'id', direction: order },
    ],
    query,
  );
  return {
    items: await toFlaws(knex, page.rows, targets),
    total,
    nextCursor: page.nextCursor,
  };
}

function searchFlaws(knex: Knex, query: Knex.QueryBuilder, text: string) {
  const like = containing(text);
  query.where(any =>
    any
      .whereRaw(`lower(flaw.summary) like ? escape '\\'`, [like])
      .orWhereIn(
        'flaw.id',
        knex('flaw_names')
          .whereRaw(`lower(name) like ? escape '\\'`, [like])
          .select('flaw_id'),
      )
      .orWhereIn(
        'flaw.id',
        knex('findings')
          .whereRaw(`lower(package_name) like ? escape '\\'`, [like])
          .select('flaw_id'),
      ),
  );
}

/** A flaw by any of its ids, with what each source says. */
export async function readFlaw(
  knex: Knex,
  name: string,
  targets: TargetFilter,
): Promise<FlawDetail> {
  const row = await knex('flaws as flaw')
    .join('flaw_names as n', 'n.flaw_id', 'flaw.id')
    .where('n.name', name)
    .first('flaw.*');
  if (!row) throw new NotFoundError(`No advisory ${name}`);
  const [flaw] = await toFlaws(knex, [row], targets);
  const records = await knex('advisories')
    .where('flaw_id', row.id)
    .select('id', 'source_id', 'document');
  const exploited = await knex('known_exploited as k')
    .join('flaw_names as n', 'n.name', 'k.cve')
    .where('n.flaw_id', row.id)
    .orderBy('k.date_added')
    .first('k.*');
  const recorded = new Set(records.map(record => record.id));
  return {
    flaw,
    unconfirmedAliases: [flaw.id, ...flaw.aliases].filter(
      id => !recorded.has(id),
    ),
    claims: records
      .map(record => toClaim(record.source_id, JSON.parse(record.document)))
      .sort((a, b) => compareAdvisoryIds(a.id, b.id)),
    scoreBreakdown: row.vector ? explainVector(row.vector) : undefined,
    exploited: exploited && {
      dateAdded: exploited.date_added,
      dueDate: exploited.due_date ?? undefined,
      ransomware: toBoolean(exploited.ransomware),
      requiredAction: exploited.required_action ?? undefined,
    },
  };
}

async function toFlaws(
  knex: Knex,
  rows: FlawRow[],
  targets: TargetFilter,
): Promise<Flaw[]> {
  const ids = rows.map(row => row.id as number);
  const names = await aliasesOf(knex, ids);
  const reach = await reachOf(knex, ids, targets);
  return rows.map(row => ({
    id: row.key,
    aliases: (names.get(row.id) ?? []).filter(name => name !== row.key),
    summary: row.summary ?? undefined,
    severity: severityOfNumber(row.severity),
    score: row.score ?? undefined,
    epss: row.epss ?? undefined,
    epssPercentile: row.epss_percentile ?? undefined,
    knownExploited: toBoolean(row.known_exploited),
    publishedAt: toIso(row.published_at),
    modifiedAt: toIso(row.modified_at),
    packages: [...(reach.packages.get(row.id) ?? [])],
    owners: [...(reach.owners.get(row.id) ?? [])],
    services: reach.counts.get(row.id)?.services ?? 0,
    findings: reach.counts.get(row.id)?.findings ?? 0,
  }));
}

/** How far flaws reach among the targets that the caller may see. */
async function reachOf(knex: Knex, flawIds: number[], targets: TargetFilter) {
  const open = () => {
    const query = knex('findings as f')
      .join('targets as t', 't.id', 'f.target_id')
      .where('f.state', 'open')
      .whereIn('f.flaw_id', flawIds);
    applyTargetFilter(query, targets);
    return query;
  };
  const counts = new Map<number, { services: number; findings: number }>();
  for (const row of await open()
    .groupBy('f.flaw_id')
    .select('f.flaw_id')
    .countDistinct('f.target_id as services')
    .count('* as findings')) {
    counts.set(row.flaw_id as number, {
      services: Number(row.services),
      findings: Number(row.findings),
    });
  }
  const packages = new Map<number, Set<string>>();
  for (const row of await open()
    .distinct('f.flaw_id', 'f.package_name')
    .orderBy('f.package_name')) {
    packages.set(
      row.flaw_id,
      (packages.get(row.flaw_id) ?? new Set()).add(row.package_name),
    );
  }
  const owners = new Map<number, Set<string>>();
  for (const row of await open()
    .join('target_owners as o', 'o.target_id', 't.id')
    .distinct('f.flaw_id', 'o.owner_ref')
    .orderBy('o.owner_ref')) {
    const known = owners.get(row.flaw_id) ?? new Set();
    if (known.size < MAX_OWNERS) known.add(row.owner_ref);
    owners.set(row.flaw_id, known);
  }
  return { counts, packages, owners };
}

function toClaim(sourceId: string, record: Advisory): Claim {
  const severity = severityOf(record);
  return {
    id: record.id,
    source: sourceId,
    summary: record.summary,
    details: record.details,
    severity: severity.level,
    score: severity.score,
    vector: severity.vector,
    publishedAt: record.published,
    modifiedAt: record.modified,
    withdrawnAt: record.withdrawn,
    affected: (record.affected ?? []).flatMap(describeAffected),
    references: (record.references ?? []).map(({ type, url }) => ({
      type,
      url,
    })),
    cwes: record.database_specific?.cwe_ids,
  };
}

function describeAffected(affected: AffectedPackage) {
  if (!affected.package) return [];
  const ranges = (affected.ranges ?? [])
    .filter(range => range.type !== 'GIT')
    .flatMap(range => describeEvents(range.events));
  const versions = affected.versions ?? [];
  return [
    {
      ecosystem: affected.package.ecosystem,
      name: affected.package.name,
      ranges: ranges.length > 0 ? ranges : versions.map(v => `= ${v}`),
    },
  ];
}

/** OSV's events as people write ranges: `>= 2.0.0, < 2.17.1`. */
function describeEvents(
  events: NonNullable<AffectedPackage['ranges']>[number]['events'],
): string[] {
  const ranges: string[] = [];
  let from: string | undefined;
  const close = (end?: string) => {
    if (from === undefined) return;
    const start = from === '0' ? undefined : `>= ${from}`;
    ranges.push([start, end].filter(Boolean).join(', ') || 'all versions');
    from = undefined;
  };
  for (const event of events) {
    if (event.introduced !== undefined) {
      close();
      from = event.introduced;
    } else if (event.fixed !== undefined) close(`< ${event.fixed}`);
    else if (event.last_affected !== undefined) {
      close(`<= ${event.last_affected}`);
    }
  }
  close();
  return ranges;
}
