import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  builtInChecks,
  builtInScorecards,
  Check,
  readScorecard,
  readScorecardFilter,
  DefinitionError,
  ScorecardFilter,
  unknown,
} from '@safety-curtain/policy';
import { duration, isWebAddress } from '../../settings/configValues';
import { ScorecardSet } from './scorecardSet';

/** What `supplyChain.scorecards` says. Times in milliseconds. */
export interface ScorecardOptions {
  /** Names of the built-in scorecards that are in force. */
  builtIn: readonly string[];
  /** Scorecards of the configuration, not checked yet: extensions add checks. */
  documents: readonly unknown[];
  critical: ScorecardFilter[];
  /** A service is asked again after this time at the latest. */
  refreshMs: number;
  /** The longest that checks may take. */
  checkTimeoutMs: number;
  openSsf: {
    /** Path of a result in each source. */
    file?: string;
    /** Address of results, with `{host}` and `{path}` of a repository. */
    url?: string;
    refreshMs: number;
  };
  /** Whether forges are asked how repositories are set up. */
  repositories: { enabled: boolean; refreshMs: number };
}

const KEY = 'supplyChain.scorecards';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Where nothing says otherwise, these tags mark a critical service. */
const CRITICAL_TAGS = ['critical', 'business-critical', 'tier-1', 'tier1'];

/** Reads `scorecards` below `supplyChain`; throws with the path of what is wrong. */
export function readScorecardOptions(
  config: Config | undefined,
): ScorecardOptions {
  const documents: unknown =
    config?.getOptional('scorecards.definitions') ?? [];
  if (!Array.isArray(documents)) {
    throw new InputError(`${KEY}.definitions must be a list`);
  }
  return {
    builtIn: readBuiltIn(config),
    documents,
    critical: readCritical(config),
    refreshMs: duration(config, 'scorecards.refresh', 6 * HOUR),
    checkTimeoutMs: duration(config, 'scorecards.checkTimeout', 5000),
    openSsf: readOpenSsf(config),
    repositories: {
      enabled:
        config?.getOptionalBoolean('scorecards.repositories.enabled') ?? false,
      refreshMs: duration(config, 'scorecards.repositories.refresh', 24 * HOUR),
    },
  };
}

function readBuiltIn(config: Config | undefined): string[] {
  const names = builtInScorecards.map(({ name }) => name);
  const wanted = config?.getOptional('scorecards.builtIn') ?? true;
  if (typeof wanted === 'boolean') return wanted ? names : [];
  const list = config!.getStringArray('scorecards.builtIn');
  const stranger = list.find(name => !names.includes(name));
  if (stranger !== undefined) {
    throw new InputError(
      `${KEY}.builtIn names '${stranger}'; there are ${names.join(', ')}`,
    );
  }
  return names.filter(name => list.includes(name));
}

function readCritical(config: Config | undefined): ScorecardFilter[] {
  const filters: unknown = config?.getOptional('scorecards.critical') ?? [
    { tags: CRITICAL_TAGS },
  ];
  if (!Array.isArray(filters)) {
    throw new InputError(`${KEY}.critical must be a list of filters`);
  }
  return filters.map((filter, index) =>
    explained(() => readScorecardFilter(filter, `critical[${index}]`)),
  );
}

function readOpenSsf(config: Config | undefined): ScorecardOptions['openSsf'] {
  const file = config?.getOptionalString('scorecards.openSsf.file');
  if (file !== undefined && !/^(?!\/|.*\.\.)[^\\]{1,500}$/.test(file)) {
    throw new InputError(
      `${KEY}.openSsf.file must be a path below the source of a service`,
    );
  }
  const url = config?.getOptionalString('scorecards.openSsf.url');
  if (url !== undefined && !isWebAddress(url.replace(/[{}]/g, ''))) {
    throw new InputError(`${KEY}.openSsf.url is not an http(s) address`);
  }
  if (url !== undefined && !url.includes('{path}')) {
    throw new InputError(
      `${KEY}.openSsf.url must hold {path}, which stands for the repository`,
    );
  }
  return {
    file,
    url,
    refreshMs: duration(config, 'scorecards.openSsf.refresh', 24 * HOUR),
  };
}

/**
 * The scorecards in force: the built-in ones, and those of the configuration,
 * which take the place of a built-in one of their name. `added`: checks of
 * extensions. Throws with the path of what is wrong.
 */
export function createScorecardSet(
  options: Pick<ScorecardOptions, 'builtIn' | 'documents' | 'critical'>,
  added: readonly Omit<Check, 'run'>[],
): ScorecardSet {
  const available: Check[] = [...builtInChecks];
  for (const check of added) {
    if (available.some(({ id }) => id === check.id)) {
      throw new InputError(`There are two checks with the id '${check.id}'`);
    }
    available.push({ ...check, run: () => unknown('It was not asked.') });
  }
  const configured = options.documents.map((document, index) =>
    explained(
      () => readScorecard(document, available),
      `definitions[${index}]`,
    ),
  );
  const names = new Set<string>();
  for (const { name } of configured) {
    if (names.has(name)) {
      throw new InputError(`${KEY}.definitions has the name '${name}' twice`);
    }
    names.add(name);
  }
  const builtIn = builtInScorecards.filter(
    ({ name }) => options.builtIn.includes(name) && !names.has(name),
  );
  return new ScorecardSet([...builtIn, ...configured], {
    critical: options.critical,
    rules: new Map(
      configured.map(({ name }, index) => [
        name,
        ruleDocuments(options.documents[index]),
      ]),
    ),
  });
}

/** Of a scorecard document that was found to be one. */
function ruleDocuments(document: unknown): Map<string, unknown> {
  const { checks } = document as { checks: unknown[] };
  const rules = checks.filter(
    (check): check is { id: string } =>
      typeof check === 'object' && check !== null && 'rule' in check,
  );
  return new Map(rules.map(check => [check.id, check]));
}

function explained<T>(read: () => T, place?: string): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    const path = [KEY, place, error.path].filter(Boolean).join('.');
    throw new InputError(`${path}: ${error.reason}`);
  }
}
