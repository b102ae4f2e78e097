import type {
  FindingAsOf,
  SeverityCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { chunked, toDate, toIso } from '../database/dialect';
import { aliasesOf } from '../findings/findingRows';
import { severityOfNumber, toSeverityCounts } from '../findings/severity';

/** Events that say whether a finding is open. */
const TURNS = ['opened', 'reopened', 'resolved'];

/** A flaw of a package, then or now. */
interface Known {
  packageId: number;
  flawId: number;
  versions: Set<string>;
  finding?: Record<string, any>;
  then: boolean;
  now: boolean;
}

/**
 * Findings of a target's components at a time: those that were open then, and
 * those that today's advisories know of the very same package versions. Worst
 * first.
 */
export async function findingsAsOf(
  knex: Knex,
  targetId: number,
  purls: string[],
  at: Date,
): Promise<FindingAsOf[]> {
  const known = new Map<string, Known>();
  const entry = (packageId: number, flawId: number) => {
    const key = `${packageId}:${flawId}`;
    const found = known.get(key) ?? {
      packageId,
      flawId,
      versions: new Set<string>(),
      then: false,
      now: false,
    };
    known.set(key, found);
    return found;
  };
  const components = await componentsOf(knex, purls);
  for (const match of await matchesOf(knex, [...components.keys()])) {
    const component = components.get(Number(match.component_id))!;
    const one = entry(component.package_id, match.flaw_id);
    one.now = true;
    one.versions.add(component.version);
  }
  for (const finding of await findingsOf(knex, targetId, at)) {
    if (finding.turn !== 'opened' && finding.turn !== 'reopened') {
      const one = known.get(`${finding.package_id}:${finding.flaw_id}`);
      if (one) one.finding = finding;
      continue;
    }
    const one = entry(finding.package_id, finding.flaw_id);
    one.then = true;
    one.finding = finding;
  }
  for (const component of components.values()) {
    for (const one of known.values()) {
      if (one.packageId === component.package_id && one.versions.size === 0) {
        one.versions.add(component.version);
      }
    }
  }
  return present(knex, [...known.values()]);
}

/** How many findings of each severity. */
export function countSeverities(findings: FindingAsOf[]): SeverityCounts {
  const counts = toSeverityCounts([]);
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

async function componentsOf(knex: Knex, purls: string[]) {
  const components = new Map<number, { package_id: number; version: string }>();
  for (const chunk of chunked([...new Set(purls)])) {
    for (const row of await knex('components')
      .whereIn('purl', chunk)
      .whereNotNull('package_id')
      .select('id', 'package_id', 'version')) {
      components.set(Number(row.id), row);
    }
  }
  return components;
}

async function matchesOf(knex: Knex, componentIds: number[]) {
  const matches: { component_id: number; flaw_id: number }[] = [];
  for (const chunk of chunked(componentIds)) {
    const rows = await knex('component_matches as m')
      .join('advisories as a', 'a.id', 'm.advisory_id')
      .whereIn('m.component_id', chunk)
      .distinct('m.component_id', 'a.flaw_id');
    matches.push(...rows);
  }
  return matches;
}

/** Findings of a target, each with the last turn that it had taken by then. */
function findingsOf(knex: Knex, targetId: number, at: Date) {
  return knex('findings as f')
    .where('f.target_id', targetId)
    .select(
      'f.id',
      'f.package_id',
      'f.flaw_id',
      'f.state',
      'f.first_seen_at',
      'f.resolved_at',
      knex('finding_events as e')
        .whereRaw('e.finding_id = f.id')
        .whereIn('e.kind', TURNS)
        .where('e.at', '<=', at)
        .orderBy('e.at', 'desc')
        .orderBy('e.id', 'desc')
        .limit(1)
        .select('e.kind')
        .as('turn'),
    );
}

async function present(knex: Knex, known: Known[]): Promise<FindingAsOf[]> {
  const flaws = new Map<number, Record<string, any>>();
  const packages = new Map<number, string>();
  for (const chunk of chunked([...new Set(known.map(k => k.flawId))])) {
    for (const row of await knex('flaws').whereIn('id', chunk)) {
      flaws.set(row.id, row);
    }
  }
  for (const chunk of chunked([...new Set(known.map(k => k.packageId))])) {
    for (const row of await knex('packages').whereIn('id', chunk)) {
      packages.set(row.id, row.name);
    }
  }
  const aliases = await aliasesOf(knex, [...flaws.keys()]);
  return known
    .map(one => ({ one, flaw: flaws.get(one.flawId)! }))
    .sort(
      (a, b) =>
        b.flaw.severity - a.flaw.severity ||
        (b.flaw.score ?? -1) - (a.flaw.score ?? -1) ||
        compare(a.flaw.key, b.flaw.key) ||
        a.one.packageId - b.one.packageId,
    )
    .map(({ one, flaw }) => ({
      id: one.finding && String(one.finding.id),
      advisory: flaw.key,
      aliases: (aliases.get(one.flawId) ?? []).filter(n => n !== flaw.key),
      summary: flaw.summary ?? undefined,
      severity: severityOfNumber(flaw.severity),
      package: packages.get(one.packageId)!,
      versions: [...one.versions].sort(),
      knownThen: one.then,
      knownNow: one.now,
      firstSeenAt: toIso(one.finding?.first_seen_at),
      publishedAt: toIso(flaw.published_at),
      stateNow: one.finding?.state,
      resolvedAt: one.finding?.resolved_at
        ? toDate(one.finding.resolved_at).toISOString()
        : undefined,
    }));
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
