import {
  decodeText,
  InputError,
  isFields,
  type Fields,
  listOf,
  readJson,
  textOf,
} from '@safety-curtain/input';
import type { LockState, PackageList, PackageName } from '@safety-curtain/sbom';
import type { ReportedSource, SourceReport } from '../model/reportedSource';
import {
  type Place,
  type ReportedPackage,
  resultKinds,
  type ResultSeverity,
  type ToolResult,
} from '../model/toolReport';
import { sourcePath } from '../place/sourcePath';
import { ReportError } from '../ReportError';
import { plainName, plainNames, plainText } from '../text/plainText';

/** The media type of a build: an SBOM with what tools say of the same source. @public */
export const BUILD_MEDIA_TYPE = 'application/vnd.safety-curtain.build+json';

/** A file or another place of a source, and what is to be said of it. @public */
export interface SentNote {
  /** Empty where it is of places that are not named. */
  at: string;
  reason: string;
  /** SHA-256 of what it holds; absent where it was not read. */
  digest?: string;
}

/** One revision of a source, as whoever built it saw it. @public */
export interface SentRevision extends ReportedSource {
  /** An SBOM as JSON, of any format that has one; absent of a base of which only reports were sent. */
  sbom?: Record<string, unknown>;
  /** Files that hold packages and could not be read; at most {@link MOST_NOTES}. */
  unreadable?: readonly SentNote[];
  /** What may hold packages and was not looked at; at most {@link MOST_NOTES}. */
  notLookedAt?: readonly SentNote[];
}

/** A build that somebody sends to be judged. @public */
export interface SentBuild extends SentRevision {
  sbom: Record<string, unknown>;
  /** What was there before. */
  base?: SentRevision & {
    /** As people know it: `merge base 1a2b3c4 with main`. */
    what: string;
  };
}

/** Notes of one kind about one revision: whoever sends tells what is more with an empty place. @public */
export const MOST_NOTES = 2_000;
const LONGEST_PLACE = 4_000;

/** Reports of one revision, and results of all of them. */
const MOST_REPORTS = 200;
const MOST_RESULTS = 25_000;
const MOST_LOCKS = 2_000;
const MOST_PLACES = 50;
const MOST_NAMED = 50;

const SEVERITIES: readonly ResultSeverity[] = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
];

/**
 * Reads a build as it is sent. Nothing in it is taken as it is: texts are plain and bounded, and what
 * has no meaning is left out or refused.
 *
 * @param options - `memory`: bytes that its values may take
 *
 * @throws ReportError with what is wrong with it, and where
 *
 * @public
 */
export function readBuild(
  content: Uint8Array,
  { memory }: { memory: number },
): SentBuild {
  try {
    const json = readJson(decodeText(content), memory);
    if (!isFields(json)) throw new ReportError('it is no object');
    const { sbom, base } = json;
    if (!isFields(sbom)) throw new ReportError('sbom: it is no object');
    return {
      sbom,
      ...revisionOf(json, ''),
      ...(base !== undefined && { base: baseOf(base) }),
    };
  } catch (error) {
    if (error instanceof InputError) throw new ReportError(error.message);
    throw error;
  }
}

function baseOf(value: unknown): NonNullable<SentBuild['base']> {
  if (!isFields(value)) throw new ReportError('base: it is no object');
  const { sbom } = value;
  if (sbom !== undefined && !isFields(sbom)) {
    throw new ReportError('base.sbom: it is no object');
  }
  return {
    what: plainName(value.what) ?? 'what was sent with it',
    ...(sbom && { sbom }),
    ...revisionOf(value, 'base.'),
  };
}

function revisionOf(value: Fields, at: string): Omit<SentRevision, 'sbom'> {
  const reports = boundedList(value.reports, `${at}reports`, MOST_REPORTS);
  const read = reports.map((report, index) =>
    reportOf(report, `${at}reports[${index}]`),
  );
  const results = read.reduce((sum, one) => sum + one.results.length, 0);
  if (results > MOST_RESULTS) {
    throw new ReportError(
      `${at}reports: they have ${results} results, ${MOST_RESULTS} may be`,
    );
  }
  return {
    reports: read,
    locks: boundedList(value.locks, `${at}locks`, MOST_LOCKS).flatMap(lockOf),
    ...notesOf(value, 'unreadable', at),
    ...notesOf(value, 'notLookedAt', at),
  };
}

/** Absent where nothing is said: that nothing was missed is said with an empty list. */
function notesOf(
  value: Fields,
  key: 'unreadable' | 'notLookedAt',
  at: string,
): Pick<SentRevision, typeof key> {
  if (value[key] === undefined) return {};
  const notes = boundedList(value[key], `${at}${key}`, MOST_NOTES);
  return { [key]: notes.map(noteOf) };
}

/** One whose place is none is of any place. */
function noteOf(value: unknown): SentNote {
  const { at, reason, digest } = partsOf(value);
  return {
    at: plainText(at, LONGEST_PLACE) ?? '',
    reason: plainText(reason) ?? '',
    ...(isHash(digest) && { digest }),
  };
}

function boundedList(value: unknown, at: string, most: number): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new ReportError(`${at}: it is no list`);
  if (value.length > most) {
    throw new ReportError(
      `${at}: ${value.length} are too many, ${most} may be`,
    );
  }
  return value;
}

function reportOf(value: unknown, at: string): SourceReport {
  const { tool, rules, results } = partsOf(value);
  const { id, name } = partsOf(tool);
  if (typeof id !== 'string' || !/^[a-z0-9.-]{1,100}$/.test(id)) {
    throw new ReportError(`${at}.tool.id: it is no name of a tool`);
  }
  const list = boundedList(results, `${at}.results`, MOST_RESULTS);
  return {
    tool: { id, name: plainName(name) ?? id },
    rules: listOf(rules)
      .slice(0, MOST_RESULTS)
      .flatMap(rule => {
        const given = partsOf(rule);
        const named = plainName(given.id);
        const title = plainText(given.title, 500);
        return named === undefined
          ? []
          : [{ id: named, ...(title !== undefined && { title }) }];
      }),
    results: list.map((one, index) => resultOf(one, `${at}.results[${index}]`)),
  };
}

function resultOf(value: unknown, at: string): ToolResult {
  const given = partsOf(value);
  const kind = resultKinds.find(one => one === given.kind);
  const rule = plainName(given.rule);
  const { fingerprint, secretHash } = given;
  if (!kind) throw new ReportError(`${at}.kind: it is none`);
  if (rule === undefined) throw new ReportError(`${at}.rule: there is none`);
  if (!isHash(fingerprint)) {
    throw new ReportError(`${at}.fingerprint: it is no SHA-256`);
  }
  const place = placeOf(given.place);
  const pkg = packageOf(given.package);
  const vulnerability = vulnerabilityOf(given.vulnerability);
  if (kind === 'vulnerability' && !(pkg && vulnerability)) {
    throw new ReportError(`${at}: it names no vulnerability of a package`);
  }
  const object = plainName(given.object);
  const { score } = given;
  return {
    kind,
    rule,
    severity: SEVERITIES.find(one => one === given.severity) ?? 'unknown',
    ...(typeof score === 'number' && score >= 0 && score <= 10 && { score }),
    message: plainText(given.message) ?? rule,
    ...(place && { place }),
    ...(object !== undefined && { object }),
    ...(pkg && { package: pkg }),
    ...(vulnerability && { vulnerability }),
    fingerprint,
    ...(isHash(secretHash) && { secretHash }),
  };
}

/** Nothing, of what is no object. */
function partsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function placeOf(value: unknown): Place | undefined {
  const given = partsOf(value);
  const text = textOf(given.path);
  const path =
    text !== undefined && text.length <= 4000 ? sourcePath(text) : undefined;
  if (path === undefined) return undefined;
  const place: Place = { path };
  for (const key of [
    'startLine',
    'endLine',
    'startColumn',
    'endColumn',
  ] as const) {
    const count = countOf(given[key]);
    if (count !== undefined && count > 0) place[key] = count;
  }
  return place;
}

function packageOf(value: unknown): ReportedPackage | undefined {
  const given = partsOf(value);
  const name = plainName(given.name);
  if (name === undefined) return undefined;
  const ecosystem = plainName(given.ecosystem);
  const version = plainName(given.version);
  return {
    name,
    ...(ecosystem !== undefined && { ecosystem }),
    ...(version !== undefined && { version }),
    ...(typeof given.direct === 'boolean' && { direct: given.direct }),
    fixedVersions: plainNames(given.fixedVersions),
  };
}

function vulnerabilityOf(value: unknown): ToolResult['vulnerability'] {
  const given = partsOf(value);
  const id = plainName(given.id);
  if (id === undefined) return undefined;
  return {
    id,
    aliases: plainNames(given.aliases),
    ...(given.knownExploited === true && { knownExploited: true }),
  };
}

/** Facts of a lock file that risks are told from; what is no fact is left out. */
function lockOf(value: unknown): ReportedSource['locks'] {
  const given = partsOf(value);
  const path = sourcePath(textOf(given.path) ?? '');
  if (path === undefined) return [];
  const state = partsOf(given.lock);
  const lock: LockState = {};
  if (isFields(state.hashes)) {
    const { able, without, first } = state.hashes;
    lock.hashes = {
      able: countOf(able) ?? 0,
      without: countOf(without) ?? 0,
      first: namesOf(first),
    };
  }
  if (Array.isArray(state.places)) {
    lock.places = state.places.slice(0, MOST_PLACES).flatMap(place => {
      const fields = partsOf(place);
      const named = plainName(fields.place);
      if (named === undefined) return [];
      const byAddress = countOf(fields.byAddress) ?? 0;
      const ecosystem = plainName(fields.ecosystem);
      return [
        {
          ...packagesOf(fields),
          place: named,
          ...(ecosystem !== undefined && { ecosystem }),
          byAddress,
        },
      ];
    });
  }
  for (const key of ['misnamed', 'weaklyHashed', 'twiceHashed'] as const) {
    if (isFields(state[key])) lock[key] = packagesOf(state[key]);
  }
  const archiveHashes = countOf(state.archiveHashes);
  if (archiveHashes !== undefined) lock.archiveHashes = archiveHashes;
  return [{ path, lock }];
}

function packagesOf({ count, first }: Fields): PackageList {
  return { count: countOf(count) ?? 0, first: namesOf(first) };
}

function namesOf(value: unknown): PackageName[] {
  return listOf(value)
    .slice(0, MOST_NAMED)
    .flatMap(one => {
      const { purl, name, version } = partsOf(one);
      const named = plainName(name);
      if (named === undefined) return [];
      return [
        {
          purl: plainText(purl, 2000) ?? '',
          name: named,
          version: plainName(version) ?? '',
        },
      ];
    });
}

function countOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : undefined;
}
