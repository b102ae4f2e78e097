import { isFields } from '@safety-curtain/input';
import { ProvenanceError } from '../ProvenanceError';
import {
  askedOfOrigin,
  type ProvenancePolicy,
  provenancePolicy,
  type ProvenanceRule,
} from './policy';

const MOST_RULES = 500;
const MOST_PATTERNS = 100;
const LONGEST_PATTERN = 500;
const REQUIRED = ['verified', 'not-failed', 'nothing'] as const;
const LISTS = ['packages', 'services', ...askedOfOrigin] as const;
const KEYS = new Set<string>([...LISTS, 'direct', 'require', 'level']);

/**
 * Reads rules as the configuration has them.
 *
 * @param path - what errors call them
 *
 * @throws ProvenanceError with the path of what is wrong
 *
 * @public
 */
export function readProvenancePolicy(
  value: unknown,
  path: string,
): ProvenancePolicy {
  if (!Array.isArray(value)) throw wrong(path, 'must be a list of rules');
  if (value.length > MOST_RULES) {
    throw wrong(path, `must not have more than ${MOST_RULES} rules`);
  }
  return provenancePolicy(
    value.map((rule, index) => readRule(rule, `${path}[${index}]`)),
  );
}

function readRule(value: unknown, path: string): ProvenanceRule {
  if (!isFields(value)) throw wrong(path, 'must be a rule');
  for (const key of Object.keys(value)) {
    if (!KEYS.has(key)) throw wrong(`${path}.${key}`, 'is not known');
  }
  const { require = 'verified', level, direct } = value;
  const required = REQUIRED.find(one => one === require);
  if (required === undefined) {
    throw wrong(`${path}.require`, `must be one of ${REQUIRED.join(', ')}`);
  }
  if (direct !== undefined && typeof direct !== 'boolean') {
    throw wrong(`${path}.direct`, 'must be true or false');
  }
  if (level !== undefined && level !== 1 && level !== 2 && level !== 3) {
    throw wrong(`${path}.level`, 'must be 1, 2 or 3');
  }
  const rule: ProvenanceRule = {
    require: required,
    ...(direct !== undefined && { direct }),
    ...(level !== undefined && { level }),
  };
  for (const key of LISTS) {
    const patterns = readPatterns(value[key], `${path}.${key}`);
    if (patterns) rule[key] = patterns;
  }
  const asks = level !== undefined || askedOfOrigin.some(key => rule[key]);
  if (asks && required !== 'verified') {
    throw wrong(
      `${path}.require`,
      'must be verified where something is asked of who signed',
    );
  }
  return rule;
}

/** One text stands for a list of it. */
function readPatterns(value: unknown, path: string): string[] | undefined {
  if (value === undefined) return undefined;
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0 || list.length > MOST_PATTERNS) {
    throw wrong(path, `must have 1 to ${MOST_PATTERNS} patterns`);
  }
  return list.map(one => {
    if (typeof one === 'string' && one && one.length <= LONGEST_PATTERN) {
      return one;
    }
    throw wrong(path, `must be texts of 1 to ${LONGEST_PATTERN} characters`);
  });
}

function wrong(path: string, reason: string): ProvenanceError {
  return new ProvenanceError(`${path} ${reason}`);
}
