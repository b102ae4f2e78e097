import type { Scope } from '../../model';

const DEVELOPMENT = new Set([
  'development',
  'test',
  'ci',
  'doc',
  'docs',
  'lint',
]);

const SYMBOLS = /:(\w+)|["'](\w+)["']/g;

function groupsIn(text: string): string[] {
  return [...text.matchAll(SYMBOLS)].map(match => match[1] ?? match[2]);
}

/** Groups of `group: :test`, `group: [:test]`, `:groups => [...]` on a gem's own line. */
function ownGroups(line: string): string[] | undefined {
  const option = /(?:\bgroups?:|:groups?\s*=>)\s*(\[[^\]]*\]|:\w+|["']\w+["'])/;
  const found = option.exec(line);
  return found ? groupsIn(found[1]) : undefined;
}

/** One `gem` line of a Gemfile. */
interface GemLine {
  name: string;
  /** From the comma after the name; without comment. */
  rest: string;
  /** Of the blocks around it, the groups of each; undefined for blocks of other kinds. */
  blocks: ReadonlyArray<string[] | undefined>;
  /** Whether it counts whatever the program finds when it runs. */
  certain: boolean;
}

/** Blocks that only say where gems come from and whom they are for. */
const PLAIN_BLOCK = /^(?:group|source|git|path|github|platforms?)[\s(].*\bdo\b/;

/**
 * A Gemfile is a program and is not run: only `gem` lines, with `group … do` blocks and `group:`
 * options, are understood.
 */
function* gemLines(text: string): Iterable<GemLine> {
  const blocks: Array<string[] | undefined> = [];
  /** How many of them may never be entered, or be entered often. */
  let conditions = 0;
  const isCondition: boolean[] = [];
  const open = (groups: string[] | undefined, condition: boolean) => {
    blocks.push(groups);
    isCondition.push(condition);
    conditions += condition ? 1 : 0;
  };
  for (const raw of text.split('\n')) {
    const line = raw.replace(/(?:^|\s)#.*$/, '').trim();
    const gem = /^gem[\s(]+["']([\w.-]+)["'](.*)$/.exec(line);
    if (gem) {
      const [, name, rest] = gem;
      // A line that goes on may end with a condition.
      const certain = conditions === 0 && !/\s(?:if|unless)\s|,\s*$/.test(rest);
      yield { name, rest, blocks, certain };
    }
    if (/^group[\s(].*\bdo\b/.test(line)) {
      open(groupsIn(line), false);
    } else if (
      /\bdo(?:\s*\|[^|]*\|)?$/.test(line) ||
      /^(?:if|unless|case|begin|def|while|until)\b/.test(line)
    ) {
      open(undefined, !PLAIN_BLOCK.test(line));
    } else if (/^end\b/.test(line)) {
      blocks.pop();
      conditions -= isCondition.pop() ? 1 : 0;
    }
  }
}

/**
 * Scopes of the gems that a Gemfile lists in groups. A gem is a development dependency if every
 * line that lists it says so.
 */
export function gemfileScopes(text: string): Map<string, Scope> {
  const scopes = new Map<string, Scope>();
  for (const { name, rest, blocks } of gemLines(text)) {
    const groups = ownGroups(rest) ?? blocks.flatMap(block => block ?? []);
    const isDevelopment =
      groups.length > 0 && groups.every(group => DEVELOPMENT.has(group));
    if (scopes.get(name) !== 'runtime') {
      scopes.set(name, isDevelopment ? 'development' : 'runtime');
    }
  }
  return scopes;
}

/** What a Gemfile certainly asks for, as far as one can tell without running it. */
export interface GemfileRequirements {
  /** Every gem that a line names, certain or not. */
  names: Set<string>;
  /** The requirement of each gem that is certainly asked for; undefined where it is computed. */
  certain: Map<string, string | undefined>;
  /** Whether nothing but its `gem` lines can ask for gems. */
  complete: boolean;
}

/** What could ask for gems by other means than a `gem` line. */
const OTHER_MEANS =
  /^[ \t]*(?:gemspec|eval_gemfile|eval|instance_eval|load|require_relative|plugin)\b|\.each\b|\bgem[\s(]+[^"'\s(]/m;

export function gemfileRequirements(text: string): GemfileRequirements {
  const found: GemfileRequirements = {
    names: new Set(),
    certain: new Map(),
    complete: !OTHER_MEANS.test(text.replace(/(?:^|\s)#.*$/gm, '')),
  };
  for (const { name, rest, certain } of gemLines(text)) {
    const again = found.names.has(name);
    found.names.add(name);
    if (certain) {
      // Of several lines of one gem only the program knows which counts.
      found.certain.set(name, again ? undefined : statedRequirement(rest));
    }
  }
  return found;
}

/** Longer than what people write in one line. */
const MAX_REST = 2000;

/** The versions that a line's plain strings ask for; undefined where it goes on or computes them. */
function statedRequirement(rest: string): string | undefined {
  if (rest.length > MAX_REST) {
    return undefined;
  }
  const versions: string[] = [];
  let tail = rest.trim();
  for (;;) {
    const next = /^,\s*(?:"([^"#]*)"|'([^']*)')\s*/.exec(tail);
    if (!next) {
      break;
    }
    versions.push(next[1] ?? next[2]);
    tail = tail.slice(next[0].length);
  }
  return /^(?:\)?|,\s*(?:\w+:|:\w+\s*=>).*[^,])$/.test(tail)
    ? normalRequirement(versions)
    : undefined;
}

/** As `Gem::Requirement` and Bundler's lock file mean it, in an order of its own. */
export function normalRequirement(versions: readonly string[]): string {
  return versions
    .map(version => {
      const [, operator = '=', number] =
        /^\s*(=|!=|>=|<=|~>|>|<)?\s*(.*?)\s*$/.exec(version) ?? [];
      return `${operator} ${number ?? version}`;
    })
    .filter(version => version !== '>= 0')
    .sort()
    .join(', ');
}
