import { type Fields, listOf } from '@safety-curtain/input';
import type { Scope } from '../../model';
import { scopeOfGroup } from '../namesOfUse';

const TOKENS =
  /\s*(?:([()])|(and|or)\b|(["'])([^"']*)\3\s+(not\s+)?in\s+(extras|dependency_groups)\b|((?:(?!\b(?:and|or)\b)[^()"']|"[^"]*"|'[^']*')+))/gy;

/** Longer than what a tool writes. */
const MAX_LENGTH = 5_000;

/** A marker as a formula over extras and groups; what else it asks may be so. */
type Formula = (extras: Known, groups: Known) => boolean;

/** Whether an extra or group is asked for. */
type Known = (name: string) => boolean;

interface Token {
  text: string;
  formula?: Formula;
}

/**
 * Scopes out of the markers of a pylock.toml (PEP 751, "extras" and "dependency_groups" in
 * "packages.marker"): what is installed without any extra and with the default groups is runtime,
 * what takes an extra is optional, what takes another group is what the group's name says.
 */
export class MarkerScopes {
  private readonly byDefault: ReadonlySet<unknown>;

  /**
   * Whether the file has extras or groups: then what names none in its marker is runtime. A file
   * without any may have been made for one group, and does not say so.
   */
  readonly areStated: boolean;

  constructor(lock: Fields) {
    this.byDefault = new Set(listOf(lock['default-groups']));
    this.areStated = ['extras', 'dependency-groups', 'default-groups'].some(
      key => listOf(lock[key]).length > 0,
    );
  }

  /** Undefined for a marker that names neither, or that is not understood. */
  of(marker: string): Scope | undefined {
    if (
      marker.length > MAX_LENGTH ||
      !/\bin\s+(?:extras|dependency_groups)\b/.test(marker)
    ) {
      return undefined;
    }
    const formula = formulaOf(marker);
    const none = () => false;
    const all = () => true;
    const byDefault = (name: string) => this.byDefault.has(name);
    if (!formula) {
      return undefined;
    }
    const shipped = (name: string) =>
      byDefault(name) || scopeOfGroup(name) === 'runtime';
    if (formula(none, byDefault) || formula(none, shipped)) {
      return 'runtime';
    }
    if (formula(all, byDefault)) {
      return 'optional';
    }
    return formula(none, all) || formula(all, all) ? 'development' : undefined;
  }
}

function formulaOf(marker: string): Formula | undefined {
  const tokens = tokensOf(marker);
  const formula = tokens && disjunction(tokens);
  return tokens?.length === 0 ? formula : undefined;
}

/** Undefined where the text has another shape. */
function tokensOf(marker: string): Token[] | undefined {
  const tokens: Token[] = [];
  TOKENS.lastIndex = 0;
  while (TOKENS.lastIndex < marker.trimEnd().length) {
    const match = TOKENS.exec(marker);
    if (!match) {
      return undefined;
    }
    const [, bracket, operator, , name, not, list] = match;
    if (list) {
      const isGroup = list === 'dependency_groups';
      tokens.push({
        text: 'term',
        formula: (extras, groups) =>
          (isGroup ? groups : extras)(name) !== Boolean(not),
      });
    } else {
      const text = bracket ?? operator ?? 'term';
      tokens.push({ text, formula: () => true });
    }
  }
  return tokens;
}

/** Takes the tokens of alternatives off the list; undefined where it is none. */
function disjunction(tokens: Token[]): Formula | undefined {
  let formula = conjunction(tokens);
  while (formula && tokens[0]?.text === 'or') {
    tokens.shift();
    const left = formula;
    const right = conjunction(tokens);
    formula = right && ((...known) => left(...known) || right(...known));
  }
  return formula;
}

function conjunction(tokens: Token[]): Formula | undefined {
  let formula = term(tokens);
  while (formula && tokens[0]?.text === 'and') {
    tokens.shift();
    const left = formula;
    const right = term(tokens);
    formula = right && ((...known) => left(...known) && right(...known));
  }
  return formula;
}

function term(tokens: Token[]): Formula | undefined {
  const token = tokens.shift();
  if (token?.text === '(') {
    const inner = disjunction(tokens);
    return tokens.shift()?.text === ')' ? inner : undefined;
  }
  return token?.text === 'term' ? token.formula : undefined;
}
