import {
  type Analysis,
  analysisWords,
  type Justification,
} from '@safety-curtain/vex';
import {
  DefinitionError,
  Fields,
  readList,
  readText,
  refuseTwice,
  wordIn,
} from '../definitions/fields';
import { timeOf } from '../facts/days';
import { type NamePattern, readPattern } from '../packages/namePattern';
import { type PackageMatch, readPackageMatch } from '../packages/packageMatch';

/** What a rule is about: all that is given must fit, one of each list. @public */
export interface TriageMatch {
  packages: readonly PackageMatch[];
  vulnerabilities: readonly string[];
  severities: readonly string[];
  /** Probability or percentile, from 0 to 1, at least or at most; one that is not known does not fit. */
  epss?: {
    measure: 'probability' | 'percentile';
    atLeast: number;
    atMost: number;
  };
  knownExploited?: boolean;
  fixable?: boolean;
  scopes: readonly string[];
  direct?: boolean;
  path?: { quantifier: 'some' | 'every'; through: PackageMatch };
  services: readonly NamePattern[];
  owners: readonly string[];
  systems: readonly string[];
  lifecycles: readonly string[];
  tags: readonly string[];
}

/** A rule that decides about findings. @public */
export interface TriageRule {
  /** Lower case with hyphens: decisions name it. */
  id: string;
  description?: string;
  /** From 0 to 100; the highest decides, and of several of them the first in the list. */
  priority: number;
  /** `log`: it only says what it would decide. */
  mode: 'apply' | 'log';
  /** ISO 8601; in force from and until then. */
  validFrom?: string;
  validUntil?: string;
  match: TriageMatch;
  analysis: Analysis;
}

const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
] as const;
const SCOPES = ['runtime', 'development', 'optional', 'unknown'] as const;

/**
 * Reads rules as they are configured.
 *
 * @throws DefinitionError with the path to what is wrong
 *
 * @public
 */
export function readTriageRules(json: unknown, path: string): TriageRule[] {
  const rules = readList(json, path, readTriageRule);
  refuseTwice(
    rules.map(({ id }) => id),
    index => `${path}[${index}].id`,
  );
  return rules;
}

function readTriageRule(json: unknown, path: string): TriageRule {
  const fields = Fields.of(json, path, [
    'id',
    'description',
    'priority',
    'mode',
    'validFrom',
    'validUntil',
    'match',
    'analysis',
  ]);
  const validFrom = fields.has('validFrom')
    ? fields.date('validFrom')
    : undefined;
  const validUntil = fields.has('validUntil')
    ? fields.date('validUntil')
    : undefined;
  if (validFrom && validUntil && timeOf(validFrom) >= timeOf(validUntil)) {
    throw new DefinitionError(
      fields.at('validUntil'),
      'is not after validFrom',
    );
  }
  return {
    id: fields.name('id'),
    description: fields.optionalText('description'),
    priority: fields.has('priority') ? fields.number('priority', 0, 100) : 0,
    mode: fields.has('mode') ? fields.oneOf('mode', ['apply', 'log']) : 'apply',
    ...(validFrom && { validFrom }),
    ...(validUntil && { validUntil }),
    match: readMatch(fields.value('match'), fields.at('match')),
    analysis: readAnalysis(fields.value('analysis'), fields.at('analysis')),
  };
}

function readMatch(json: unknown, path: string): TriageMatch {
  const fields = Fields.of(json, path, [
    'packages',
    'vulnerabilities',
    'severities',
    'epss',
    'knownExploited',
    'fixable',
    'scopes',
    'direct',
    'path',
    'services',
    'owners',
    'systems',
    'lifecycles',
    'tags',
  ]);
  if (!Object.keys(json as object).some(name => fields.has(name))) {
    throw new DefinitionError(
      path,
      'is empty: the rule would be about every finding',
    );
  }
  return {
    packages: fields.some('packages', readPackageMatch),
    vulnerabilities: fields.some('vulnerabilities', readText),
    severities: fields.some('severities', wordIn(SEVERITIES)),
    ...(fields.has('epss') && { epss: readEpss(fields) }),
    ...given('knownExploited', fields.flag('knownExploited', undefined)),
    ...given('fixable', fields.flag('fixable', undefined)),
    scopes: fields.some('scopes', wordIn(SCOPES)),
    ...given('direct', fields.flag('direct', undefined)),
    ...(fields.has('path') && { path: readPathMatch(fields) }),
    services: fields.some('services', readPattern),
    owners: fields.some('owners', readText),
    systems: fields.some('systems', readText),
    lifecycles: fields.some('lifecycles', readText),
    tags: fields.some('tags', readText),
  };
}

/** A field that is there where it has a value. */
function given<Name extends string, T>(
  name: Name,
  value: T | undefined,
): { [key in Name]?: T } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: T });
}

function readEpss(fields: Fields): TriageMatch['epss'] {
  const epss = Fields.of(fields.value('epss'), fields.at('epss'), [
    'measure',
    'atLeast',
    'atMost',
  ]);
  const bound = (name: string, otherwise: number) =>
    epss.has(name) ? epss.number(name, 0, 1) : otherwise;
  if (!epss.has('atLeast') && !epss.has('atMost')) {
    throw new DefinitionError(epss.path, 'must have atLeast or atMost');
  }
  return {
    measure: epss.oneOf('measure', ['probability', 'percentile']),
    atLeast: bound('atLeast', 0),
    atMost: bound('atMost', 1),
  };
}

function readPathMatch(fields: Fields): TriageMatch['path'] {
  const path = Fields.of(fields.value('path'), fields.at('path'), [
    'some',
    'every',
  ]);
  const [quantifier, ...others] = (['some', 'every'] as const).filter(name =>
    path.has(name),
  );
  if (quantifier === undefined || others.length > 0) {
    throw new DefinitionError(path.path, 'must have one of some and every');
  }
  return {
    quantifier,
    through: readPackageMatch(path.value(quantifier), path.at(quantifier)),
  };
}

function readAnalysis(json: unknown, path: string): Analysis {
  const fields = Fields.of(json, path, [
    'state',
    'justification',
    'responses',
    'detail',
  ]);
  const state = fields.oneOf('state', analysisWords.states);
  const justification: Justification | undefined = fields.has('justification')
    ? fields.oneOf('justification', analysisWords.justifications)
    : undefined;
  if (justification && state !== 'not_affected') {
    throw new DefinitionError(
      fields.at('justification'),
      'says why something is not_affected; the state is another',
    );
  }
  return {
    state,
    ...(justification && { justification }),
    responses: fields.list('responses', wordIn(analysisWords.responses)),
    detail: fields.text('detail'),
  };
}
