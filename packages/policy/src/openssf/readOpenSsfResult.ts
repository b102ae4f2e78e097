/** What OpenSSF Scorecard itself says of a repository. @public */
export interface OpenSsfResult {
  /** ISO 8601, as the result has it: a day or a time. */
  date: string;
  repository: string;
  commit?: string;
  /** Version of Scorecard. */
  version?: string;
  /** 0 to 10; absent where Scorecard could not tell. */
  score?: number;
  checks: readonly OpenSsfCheckResult[];
}

/** What OpenSSF Scorecard answers to one of its checks. @public */
export interface OpenSsfCheckResult {
  name: string;
  /** 0 to 10; absent where inconclusive. */
  score?: number;
  reason: string;
  details: readonly string[];
}

/**
 * A result that cannot be read; `path` leads to the fault, as `checks[3].score`.
 *
 * @public
 */
export class OpenSsfResultError extends Error {
  readonly path: string;

  constructor(path: string, reason: string) {
    super(path === '' ? reason : `${path}: ${reason}`);
    this.name = 'OpenSsfResultError';
    this.path = path;
  }
}

const MAX_CHECKS = 100;
const MAX_DETAILS = 50;
const MAX_TEXT = 1000;

/**
 * Takes what is needed from the parsed JSON that `scorecard --format=json` and
 * OpenSSF's service write (Scorecard's JSON format, version 2). Fields it does
 * not know are passed over, texts and lists are cut to a sensible length.
 *
 * @throws OpenSsfResultError
 *
 * @public
 */
export function readOpenSsfResult(json: unknown): OpenSsfResult {
  const result = fieldsOf(json, '');
  const repo = fieldsOf(result.get('repo'), 'repo');
  const tool = fieldsOf(result.get('scorecard') ?? {}, 'scorecard');
  const checks = result.get('checks');
  if (!Array.isArray(checks)) {
    throw new OpenSsfResultError('checks', 'must be a list');
  }
  if (checks.length > MAX_CHECKS) {
    throw new OpenSsfResultError('checks', `more than ${MAX_CHECKS}`);
  }
  const commit = repo.get('commit');
  const version = tool.get('version');
  return {
    date: readDate(result.get('date')),
    repository: readText(repo.get('name'), 'repo.name'),
    ...(commit === undefined
      ? {}
      : { commit: readText(commit, 'repo.commit') }),
    ...(version === undefined
      ? {}
      : { version: readText(version, 'scorecard.version') }),
    ...readScore(result.get('score'), 'score'),
    checks: readChecks(checks),
  };
}

function readChecks(checks: readonly unknown[]): OpenSsfCheckResult[] {
  const names = new Set<string>();
  return checks.map((each, index) => {
    const path = `checks[${index}]`;
    const check = fieldsOf(each, path);
    const name = readText(check.get('name'), `${path}.name`);
    if (names.has(name)) {
      throw new OpenSsfResultError(`${path}.name`, 'is there twice');
    }
    names.add(name);
    const details = check.get('details') ?? [];
    if (!Array.isArray(details)) {
      throw new OpenSsfResultError(`${path}.details`, 'must be a list');
    }
    return {
      name,
      ...readScore(check.get('score'), `${path}.score`),
      reason: readText(check.get('reason') ?? '', `${path}.reason`),
      details: details
        .slice(0, MAX_DETAILS)
        .map((detail, at) => readText(detail, `${path}.details[${at}]`)),
    };
  });
}

/** -1 is Scorecard's word for inconclusive. */
function readScore(value: unknown, path: string): { score?: number } {
  if (value === -1) return {};
  if (typeof value !== 'number' || !(value >= 0 && value <= 10)) {
    throw new OpenSsfResultError(path, 'must be a number from 0 to 10, or -1');
  }
  return { score: value };
}

function readDate(value: unknown): string {
  const date = readText(value, 'date');
  if (!/^\d{4}-\d{2}-\d{2}/.test(date) || Number.isNaN(Date.parse(date))) {
    throw new OpenSsfResultError('date', 'must be an ISO 8601 date');
  }
  return date;
}

function readText(value: unknown, path: string): string {
  if (typeof value !== 'string') {
    throw new OpenSsfResultError(path, 'must be a text');
  }
  return value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value;
}

/** A Map, so that no key of the document meets a prototype. */
function fieldsOf(value: unknown, path: string): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new OpenSsfResultError(path, 'must be an object');
  }
  return new Map(Object.entries(value));
}
