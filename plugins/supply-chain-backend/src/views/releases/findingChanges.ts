import type { Changelog, ChangelogFinding } from '@safety-curtain/policy';
import type { Severity } from '@safety-curtain/plugin-supply-chain-common';
import type { Knex } from 'knex';
import { inChunks, toBoolean, toText } from '../../database/dialect';
import {
  severityNumber,
  severityOfNumber,
} from '../../records/findings/severity';
import { VulnerabilityKnowledge } from '../history/VulnerabilityKnowledge';
import { FindingCourse, findingCourses, FindingState } from './findingStates';
import { compareTexts, listed } from './listed';
import type { ReleaseSide } from './releaseSides';

type FindingChanges = NonNullable<Changelog['findings']>;

/** A finding of at least one of two releases. */
interface Compared extends FindingCourse {
  versions: string[];
}

/** Two releases of a target, and when they were made. */
export interface ComparedSides {
  targetId: number;
  after: ReleaseSide;
  /** Absent for the first release. */
  before?: ReleaseSide;
  at: Date;
  beforeAt?: Date;
}

/**
 * Findings that came and went between two releases, as was known at each: a
 * finding is in a release where it was open or dismissed at the time, and its
 * package is in what the release holds.
 */
export async function findingChangesThen(
  knex: Knex,
  { targetId, after, before, at, beforeAt }: ComparedSides,
): Promise<FindingChanges> {
  const courses = await findingCourses(knex, targetId, beforeAt, at);
  const compared = courses.flatMap(course => {
    const isIn = (side: ReleaseSide | undefined, state: FindingState) =>
      state.present && Boolean(side?.versions.has(course.packageId));
    const there = isIn(after, course.after);
    const wasThere = isIn(before, course.before);
    if (!there && !wasThere) return [];
    const side = there ? after : before!;
    return {
      ...course,
      before: { ...course.before, present: wasThere },
      after: { ...course.after, present: there },
      versions: [...side.versions.get(course.packageId)!].sort(),
    };
  });
  return changesOf(knex, compared);
}

/**
 * The same as is known now: by today's advisories, from the package versions
 * of both releases alone.
 */
export async function findingChangesNow(
  knex: Knex,
  { targetId, after, before }: ComparedSides,
): Promise<FindingChanges> {
  const compared = new Map<string, Compared>();
  const add = (side: ReleaseSide | undefined, when: 'before' | 'after') => {
    for (const { name, version, known } of side?.components ?? []) {
      if (known?.packageId === undefined) continue;
      for (const vulnerabilityId of known.vulnerabilityIds) {
        const key = `${known.packageId}:${vulnerabilityId}`;
        const one = compared.get(key) ?? {
          packageId: known.packageId,
          vulnerabilityId,
          package: name,
          knownExploited: false,
          before: absent(),
          after: absent(),
          reopened: false,
          versions: [],
        };
        compared.set(key, one);
        if (one[when].present && one.versions.includes(version)) continue;
        one[when].present = true;
        one.versions.push(version);
      }
    }
  };
  // What is fixed is told with the versions that had it, everything else with those of now.
  add(after, 'after');
  const current = new Set(compared.keys());
  const versions = new Map(
    [...compared].map(([key, one]) => [key, [...one.versions]]),
  );
  add(before, 'before');
  for (const key of current) compared.get(key)!.versions = versions.get(key)!;
  await addStoredFindings(knex, targetId, compared);
  return changesOf(knex, [...compared.values()]);
}

function absent(): FindingState {
  return { present: false, dismissed: false, severity: 'unknown' };
}

/** How what is known of both releases stands in the service now. */
async function addStoredFindings(
  knex: Knex,
  targetId: number,
  compared: ReadonlyMap<string, Compared>,
): Promise<void> {
  const byVulnerability = new Map<number, Compared[]>();
  for (const one of compared.values()) {
    const { vulnerabilityId: id } = one;
    byVulnerability.set(id, [...(byVulnerability.get(id) ?? []), one]);
  }
  for await (const chunk of inChunks([...byVulnerability.keys()])) {
    for (const row of await knex('vulnerabilities')
      .whereIn('id', chunk)
      .select('id', 'severity', 'known_exploited')) {
      for (const one of byVulnerability.get(row.id) ?? []) {
        one.knownExploited = toBoolean(row.known_exploited);
        const severity = severityOfNumber(row.severity);
        one.before.severity = severity;
        one.after.severity = severity;
      }
    }
    for (const row of await knex('findings')
      .where({ target_id: targetId, state: 'dismissed' })
      .whereIn('vulnerability_id', chunk)
      .select('package_id', 'vulnerability_id', 'decision_id')) {
      const one = compared.get(`${row.package_id}:${row.vulnerability_id}`);
      if (!one) continue;
      one.after.dismissed = true;
      one.after.decisionId = String(row.decision_id);
      one.decision = 'dismissed';
    }
  }
}

async function changesOf(
  knex: Knex,
  compared: readonly Compared[],
): Promise<FindingChanges> {
  const knowledge = new VulnerabilityKnowledge(knex);
  const vulnerabilities = await knowledge.vulnerabilities(
    compared.map(one => one.vulnerabilityId),
  );
  const verdicts = await verdictsOf(knex, compared);
  const told = (one: Compared): ChangelogFinding => {
    const { key, summary } = vulnerabilities.get(one.vulnerabilityId)!;
    const { severity } = one.after.present ? one.after : one.before;
    return {
      vulnerability: key,
      severity,
      package: one.package,
      versions: one.versions,
      summary: summary === null ? undefined : toText(summary, 300),
      knownExploited: one.knownExploited || undefined,
      dismissed: (one.after.present && one.after.dismissed) || undefined,
    };
  };
  const those = (wanted: (one: Compared) => boolean) =>
    compared
      .filter(wanted)
      .map(one => ({ one, finding: told(one) }))
      .sort(graver);
  const plain = (some: ReturnType<typeof those>) =>
    listed(some.map(({ finding }) => finding));
  const isNew = ({ before, after }: Compared) =>
    after.present && !before.present;
  return {
    open: openOf(compared),
    dismissed: compared.filter(({ after }) => after.present && after.dismissed)
      .length,
    added: plain(those(one => isNew(one) && !one.reopened)),
    reopened: plain(those(one => isNew(one) && one.reopened)),
    fixed: plain(those(one => one.before.present && !one.after.present)),
    rerated: listed(
      those(
        ({ before, after }) =>
          before.present && after.present && before.severity !== after.severity,
      ).map(({ one, finding }) => ({
        ...finding,
        before: one.before.severity,
      })),
    ),
    decided: listed(
      those(one => one.after.present && one.decision !== undefined).map(
        ({ one, finding }) => ({
          ...finding,
          decision: one.decision!,
          verdict: verdicts.get(one.after.decisionId ?? ''),
        }),
      ),
    ),
  };
}

function openOf(compared: readonly Compared[]): FindingChanges['open'] {
  const open: Record<Severity, number> = {
    critical: 0,
    high: 0,
    medium: 0,
    low: 0,
    none: 0,
    unknown: 0,
  };
  for (const { after } of compared) {
    if (after.present && !after.dismissed) open[after.severity] += 1;
  }
  return open;
}

type Told = { finding: ChangelogFinding };

function graver({ finding: a }: Told, { finding: b }: Told): number {
  return (
    severityNumber(b.severity) - severityNumber(a.severity) ||
    compareTexts(a.vulnerability, b.vulnerability) ||
    compareTexts(a.package, b.package)
  );
}

/** What decisions say, by their ids. */
async function verdictsOf(
  knex: Knex,
  compared: readonly Compared[],
): Promise<Map<string, string>> {
  const ids = compared.flatMap(({ after, decision }) =>
    decision && after.decisionId ? after.decisionId : [],
  );
  const verdicts = new Map<string, string>();
  for await (const chunk of inChunks([...new Set(ids)])) {
    for (const row of await knex('decisions')
      .whereIn('id', chunk)
      .select('id', 'verdict')) {
      verdicts.set(String(row.id), row.verdict);
    }
  }
  return verdicts;
}
