import {
  Advisory,
  AdvisorySeverity,
  AffectedPackage,
} from '../records/advisory';
import { CvssScore, CvssVersion, scoreVector } from './cvss';

/** How severe a vulnerability is, in words. @public */
export type SeverityLevel =
  | 'critical'
  | 'high'
  | 'medium'
  | 'low'
  | 'none'
  | 'unknown';

/** A level, with the score and the vector that it comes from. @public */
export interface Severity {
  level: SeverityLevel;
  /** 0.0 to 10.0. */
  score?: number;
  /** The CVSS vector that the score comes from, as the record writes it. */
  vector?: string;
  /** Of CVSS. */
  version?: CvssVersion;
  /** Who says so: a CVSS vector, or the database in a word of its own. */
  source: 'cvss' | 'database';
}

/** A scale: the lowest score of each level, highest first. */
type Scale = readonly [from: number, level: SeverityLevel][];

/** CVSS 3.1 section 5 and 4.0 section 6, "Qualitative Severity Rating Scale". */
const SCALE: Scale = [
  [9, 'critical'],
  [7, 'high'],
  [4, 'medium'],
  [0.1, 'low'],
  [0, 'none'],
];
/** CVSS 2.0 names no levels; these are the National Vulnerability Database's. */
const SCALE_OF_VERSION_2: Scale = [
  [7, 'high'],
  [4, 'medium'],
  [0, 'low'],
];

/**
 * The words that databases use, in lower case: GitHub, Red Hat and its kin, SUSE, openEuler, Ubuntu's
 * priorities and Debian's urgencies. Words such as `untriaged` and `not yet assigned` say nothing.
 */
const WORDS = new Map<string, SeverityLevel>([
  ['critical', 'critical'],
  ['important', 'high'],
  ['high', 'high'],
  ['moderate', 'medium'],
  ['medium', 'medium'],
  ['low', 'low'],
  ['minor', 'low'],
  ['negligible', 'low'],
  ['unimportant', 'low'],
  ['none', 'none'],
]);

/** Prefix of the OpenSSF malicious-packages database. */
const MALWARE = /^MAL-/;

/** Whether an id is of a record that says that a package is malicious. @public */
export function isMalicious(id: string): boolean {
  return MALWARE.test(id);
}

function levelOf({ version, score }: CvssScore): SeverityLevel {
  const scale = version === '2.0' ? SCALE_OF_VERSION_2 : SCALE;
  return scale.find(([from]) => score >= from)?.[1] ?? 'unknown';
}

/** The newer version of CVSS first, then the higher score. */
function isBetter(a: CvssScore, b: CvssScore | undefined): boolean {
  if (!b || a.version > b.version) return true;
  return a.version === b.version && a.score > b.score;
}

function bestScore(
  severities: readonly AdvisorySeverity[] = [],
): CvssScore | undefined {
  let best: CvssScore | undefined;
  for (const { score } of severities) {
    const candidate = scoreVector(score);
    if (candidate && isBetter(candidate, best)) best = candidate;
  }
  return best;
}

/** What may hold a word of a database. */
type Holder = Pick<
  AffectedPackage,
  'severity' | 'database_specific' | 'ecosystem_specific'
>;

/** Debian marks with asterisks what nobody has looked at closely. */
function meaningOf(word: string | undefined): SeverityLevel | undefined {
  return WORDS.get(word?.toLowerCase().replace(/\*+$/, '') ?? '');
}

/** The first word that means something: a rating that is no vector, then notes. */
function wordsIn(holder: Holder): (SeverityLevel | undefined)[] {
  const { severity, database_specific: database } = holder;
  const { ecosystem_specific: ecosystem } = holder;
  return [
    ...(severity ?? []).map(({ score }) => meaningOf(score)),
    meaningOf(database?.severity),
    meaningOf(ecosystem?.severity),
    meaningOf(database?.urgency),
    meaningOf(ecosystem?.urgency),
  ];
}

function worded(holders: readonly Holder[]): SeverityLevel | undefined {
  return holders.flatMap(wordsIn).find(level => level !== undefined);
}

/** AlmaLinux, Rocky Linux and Red Hat begin their titles with it: `Important: openssl security update`. */
function inTitle(summary: string | undefined): SeverityLevel | undefined {
  return meaningOf(
    /^(Critical|Important|Moderate|Low): /.exec(summary ?? '')?.[1],
  );
}

/**
 * How bad a record says its vulnerability is, for one of its `affected` entries or as a
 * whole: the best CVSS vector (the entry's before the record's, and without
 * an index that of any entry where the record has none), else the database's
 * own word: a rating that is no vector (Ubuntu's priority), the severity or
 * urgency in its notes, the word that a title begins with. What is malicious,
 * by its own id or by another name of it, is critical. Never throws.
 *
 * @param affectedIndex - Place in `record.affected`.
 *
 * @public
 */
export function severityOf(record: Advisory, affectedIndex?: number): Severity {
  if ([record.id, ...(record.aliases ?? [])].some(isMalicious)) {
    return { level: 'critical', source: 'database' };
  }
  const entries = record.affected ?? [];
  const entry =
    affectedIndex === undefined ? undefined : entries[affectedIndex];
  const chosen = entry ? [entry] : entries;
  const best =
    bestScore(entry?.severity) ??
    bestScore(record.severity) ??
    bestScore(chosen.flatMap(each => each.severity ?? []));
  if (best) return { level: levelOf(best), ...best, source: 'cvss' };
  const level =
    worded([...(entry ? [entry] : []), record, ...chosen]) ??
    inTitle(record.summary);
  return { level: level ?? 'unknown', source: 'database' };
}
