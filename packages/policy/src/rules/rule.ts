import type { ServiceFacts } from '../facts/serviceFacts';
import {
  Fields,
  readList,
  readNumber,
  readText,
  DefinitionError,
} from '../definitions/fields';
import { FactPath, factPaths, FactType } from './factPaths';

/** A test of facts as data: one comparison, or others put together. @public */
export type Rule =
  | Comparing
  | { all: readonly Rule[] }
  | { any: readonly Rule[] }
  | { not: Rule };

/** A fact compared with a value. @public */
export interface Comparing {
  fact: string;
  op: string;
  value: RuleValue;
}

/** A value that a rule compares a fact with. @public */
export type RuleValue = string | number | boolean | readonly string[];

/** `undefined`: a fact that decides is not known. @public */
export type Truth = boolean | undefined;

/** What a rule makes of the facts. @public */
export interface RuleOutcome {
  truth: Truth;
  /** The comparisons that did not hold or could not be made, in words. */
  because: readonly string[];
}

type Comparison = (fact: never, value: never) => boolean;

/** The operators that a type of fact has. */
const OPERATORS: Readonly<Record<FactType, ReadonlyMap<string, Comparison>>> = {
  boolean: comparisons<boolean, boolean>({ eq: (a, b) => a === b }),
  number: comparisons<number, number>({
    eq: (a, b) => a === b,
    ne: (a, b) => a !== b,
    lt: (a, b) => a < b,
    le: (a, b) => a <= b,
    gt: (a, b) => a > b,
    ge: (a, b) => a >= b,
  }),
  text: comparisons<string, string | readonly string[]>({
    eq: (a, b) => a === b,
    ne: (a, b) => a !== b,
    in: (a, b) => b.includes(a),
    notIn: (a, b) => !b.includes(a),
    startsWith: (a, b) => typeof b === 'string' && a.startsWith(b),
  }),
  texts: comparisons<readonly string[], string>({
    contains: (a, b) => a.includes(b),
    lacks: (a, b) => !a.includes(b),
    containsUnder: (a, b) => a.some(each => each.startsWith(b)),
  }),
};

function comparisons<F, V>(
  table: Record<string, (fact: F, value: V) => boolean>,
): ReadonlyMap<string, Comparison> {
  return new Map(Object.entries(table));
}

const MAX_DEPTH = 10;
const MAX_RULES = 200;

/**
 * Checks a rule: `{ fact, op, value }` with a fact of `factPaths`, or `all`,
 * `any`, `not` of rules, at most 10 deep and 200 altogether.
 *
 * Numbers have `eq ne lt le gt ge`, texts `eq ne in notIn startsWith`, lists of
 * texts `contains lacks containsUnder` (an item that begins so), booleans `eq`.
 *
 * @throws DefinitionError with the path to what is wrong.
 *
 * @public
 */
export function readRule(json: unknown, path: string): Rule {
  let rules = 0;
  const read = (value: unknown, at: string, depth: number): Rule => {
    rules += 1;
    if (depth > MAX_DEPTH) {
      throw new DefinitionError(at, `more than ${MAX_DEPTH} rules deep`);
    }
    if (rules > MAX_RULES) {
      throw new DefinitionError(at, `more than ${MAX_RULES} rules`);
    }
    const several = (name: string, list: unknown) => {
      const inner = readList(list, name, (each, here) =>
        read(each, here, depth + 1),
      );
      if (inner.length === 0) throw new DefinitionError(name, 'is empty');
      return inner;
    };
    const fields = Fields.of(value, at, [
      'all',
      'any',
      'fact',
      'not',
      'op',
      'value',
    ]);
    const forms = ['all', 'any', 'not', 'fact'].filter(name =>
      fields.has(name),
    );
    if (forms.length !== 1) {
      throw new DefinitionError(at, 'must have one of all, any, not and fact');
    }
    switch (forms[0]) {
      case 'all':
        return { all: several(fields.at('all'), fields.value('all')) };
      case 'any':
        return { any: several(fields.at('any'), fields.value('any')) };
      case 'not':
        return { not: read(fields.value('not'), fields.at('not'), depth + 1) };
      default:
        return readComparison(fields);
    }
  };
  return read(json, path, 1);
}

function readComparison(fields: Fields): Rule {
  const fact = fields.text('fact');
  const known = factPaths.get(fact);
  if (!known) throw new DefinitionError(fields.at('fact'), 'is no known fact');
  const op = fields.oneOf('op', [...OPERATORS[known.type].keys()]);
  return { fact, op, value: readValue(fields, known, op) };
}

function readValue(fields: Fields, { type }: FactPath, op: string): RuleValue {
  const value = fields.value('value');
  const path = fields.at('value');
  if (op === 'in' || op === 'notIn') return readList(value, path, readText);
  if (type === 'number') {
    return readNumber(value, path, -Number.MAX_VALUE, Number.MAX_VALUE);
  }
  if (type !== 'boolean') {
    // A text that the entity does not have is empty.
    return value === '' && type === 'text' ? '' : readText(value, path);
  }
  if (typeof value !== 'boolean') {
    throw new DefinitionError(path, 'must be true or false');
  }
  return value;
}

/**
 * Asks a rule, by Kleene's logic: an unknown fact leaves the answer open only
 * where it would decide it.
 *
 * @public
 */
export function evaluateRule(
  rule: Rule,
  facts: ServiceFacts,
  now: Date,
): RuleOutcome {
  if ('not' in rule) {
    const { truth } = evaluateRule(rule.not, facts, now);
    const negated = truth === undefined ? undefined : !truth;
    return {
      truth: negated,
      because: negated ? [] : [`not (${inWords(rule.not)})`],
    };
  }
  if ('fact' in rule) return compare(rule, facts, now);
  const inner = ('all' in rule ? rule.all : rule.any).map(each =>
    evaluateRule(each, facts, now),
  );
  const truth = together(
    inner.map(each => each.truth),
    'all' in rule,
  );
  return {
    truth,
    because: truth ? [] : inner.flatMap(each => each.because),
  };
}

/** @param all - whether one false, instead of one true, decides */
function together(truths: readonly Truth[], all: boolean): Truth {
  if (truths.includes(!all)) return !all;
  return truths.includes(undefined) ? undefined : all;
}

function compare(rule: Comparing, facts: ServiceFacts, now: Date): RuleOutcome {
  const known = factPaths.get(rule.fact);
  const fact = known?.read(facts, now);
  if (!known || fact === undefined) {
    return { truth: undefined, because: [`${rule.fact} is not known`] };
  }
  const holds = OPERATORS[known.type].get(rule.op)?.(
    fact as never,
    rule.value as never,
  );
  const more = known.atLeast?.(facts);
  if (more !== undefined && !decides(rule, fact as number)) {
    return {
      truth: undefined,
      because: [`${rule.fact} is at least ${fact}: ${more.replace(/\.$/, '')}`],
    };
  }
  const shown = known.type === 'texts' ? '' : `, it is ${shortened(fact)}`;
  return {
    truth: holds,
    because: holds ? [] : [`${inWords(rule)}${shown}`],
  };
}

/** Whether a comparison stays what it is, however much more there is. */
function decides({ op, value }: Comparing, atLeast: number): boolean {
  const bound = value as number;
  return op === 'ge' || op === 'lt' ? atLeast >= bound : atLeast > bound;
}

function inWords(rule: Rule): string {
  if ('fact' in rule) {
    return `${rule.fact} ${rule.op} ${shortened(rule.value)}`;
  }
  if ('not' in rule) return `not (${inWords(rule.not)})`;
  return 'all' in rule
    ? rule.all.map(inWords).join(' and ')
    : `(${rule.any.map(inWords).join(' or ')})`;
}

function shortened(value: unknown): string {
  const text =
    typeof value === 'number' && !Number.isInteger(value)
      ? value.toFixed(1)
      : String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
