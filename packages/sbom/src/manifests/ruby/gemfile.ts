import type { Scope } from '../../model';
import { scopeByName } from '../namesOfUse';

/** Longer than what people write in one line. */
const MAX_REST = 2000;

/** `%i[a b]` and `%w(a b)`. */
const WORDS = /%[iw](?:\[[^\]]*\]|\([^)]*\)|\{[^}]*\}|<[^>]*>|\|[^|]*\|)/i;
const SYMBOLS = /:(\w+)|:?["']([\w-]+)["']/g;

/** `group: :test`, `groups: [:test]`, `:group => %i[test]`. */
const OWN_GROUPS = new RegExp(
  `(?:\\bgroups?:|:groups?\\s*=>)\\s*(${WORDS.source}|\\[[^\\]]*\\]|:\\w+|:?["'][\\w-]+["'])`,
  'i',
);

/** An option of the block, which is no group. */
const OPTION = /:\w+\s*=>\s*\w+|\b\w+:\s+\w+/g;

function groupsIn(text: string): string[] {
  const words = WORDS.exec(text)?.[0];
  return words
    ? words.slice(3, -1).split(/\s+/).filter(Boolean)
    : [...text.replace(OPTION, '').matchAll(SYMBOLS)].map(
        match => match[1] ?? match[2],
      );
}

/** The groups that a gem's own line names. */
function ownGroups(line: string): string[] | undefined {
  const found = OWN_GROUPS.exec(line.slice(0, MAX_REST));
  return found ? groupsIn(found[1]) : undefined;
}

/** Lines that one call may go on over. */
const MAX_JOINED = 100;

/** The lines without comments; one that ends in the midst of a call together with the next ones. */
function* logicalLines(text: string): Iterable<string> {
  let joined = '';
  let count = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/(?:^|\s)#.*$/, '').trim();
    joined = joined === '' ? line : `${joined} ${line}`;
    const goesOn =
      line === ''
        ? joined !== '' && count > 0
        : /[,\\([]$/.test(line) || isOpen(joined);
    if (goesOn && ++count < MAX_JOINED && joined.length < MAX_REST) {
      joined = joined.replace(/\\$/, '');
      continue;
    }
    yield joined;
    joined = '';
    count = 0;
  }
  if (joined !== '') {
    yield joined;
  }
}

/** Whether a list or a call that begins in the line does not end there. */
function isOpen(line: string): boolean {
  if (!/^(?:gem|group)\b/.test(line) || line.length > MAX_REST) {
    return false;
  }
  const count = (pattern: RegExp) => line.match(pattern)?.length ?? 0;
  return count(/\[/g) > count(/\]/g) || count(/\(/g) > count(/\)/g);
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
  /** Whether it counts on some platforms alone, so that a lock file may be without its gem. */
  limited: boolean;
}

/** What limits a `gem` line, or a block, to platforms (Bundler manual, gemfile(5), "PLATFORMS"). */
const OF_PLATFORMS = /\b(?:platforms?|install_if)\b/;

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
  /** How many blocks there were where one of platforms began. */
  let platformsFrom = Infinity;
  const open = (groups: string[] | undefined, condition: boolean) => {
    blocks.push(groups);
    isCondition.push(condition);
    conditions += condition ? 1 : 0;
  };
  for (const line of logicalLines(text)) {
    const gem = /^gem[\s(]+["']([\w.-]+)["'](.*)$/.exec(line);
    if (gem) {
      const [, name, rest] = gem;
      // A line that goes on may end with a condition.
      const certain = conditions === 0 && !/\s(?:if|unless)\s|,\s*$/.test(rest);
      const limited = platformsFrom < Infinity || OF_PLATFORMS.test(rest);
      yield { name, rest, blocks, certain, limited };
    }
    if (/^group[\s(*%].*\bdo\b/.test(line)) {
      open(groupsIn(line.slice(0, MAX_REST)), false);
    } else if (
      /\bdo(?:\s*\|[^|]*\|)?$/.test(line) ||
      /^(?:if|unless|case|begin|def|while|until)\b/.test(line)
    ) {
      if (OF_PLATFORMS.test(line)) {
        platformsFrom = Math.min(platformsFrom, blocks.length);
      }
      open(undefined, !PLAIN_BLOCK.test(line));
    } else if (/^end\b/.test(line)) {
      blocks.pop();
      if (blocks.length <= platformsFrom) {
        platformsFrom = Infinity;
      }
      conditions -= isCondition.pop() ? 1 : 0;
    }
  }
}

/** What asks for gems by other means than `gem` lines and `gemspec`. */
const COMPUTED =
  /^[ \t]*(?:eval_gemfile|eval|instance_eval|load|require_relative|plugin)\b|\.each\b|\bgem[\s(]+[^"'\s(]/m;

/** What a Gemfile tells of scopes. */
export interface GemfileScopes {
  /** Of the gems that its lines list. */
  listed: Map<string, Scope>;
  /** Of any other that the lock file lists; undefined where only the running program knows. */
  others: Scope | undefined;
}

/**
 * Scopes of the gems that a Gemfile lists in groups. A gem is a development dependency if every
 * line that lists it says so. What no line lists, `gemspec` brings along: the development
 * dependencies of the project, since its other ones are in the lock file.
 */
export function gemfileScopes(text: string): GemfileScopes {
  const bare = text.replace(/(?:^|\s)#.*$/gm, '');
  const isGem = /^[ \t]*gemspec\b/m.test(bare);
  const isComputed = COMPUTED.test(bare);
  return {
    listed: listedScopes(text),
    others: isGem && !isComputed ? 'development' : undefined,
  };
}

function listedScopes(text: string): Map<string, Scope> {
  const scopes = new Map<string, Scope>();
  for (const { name, rest, blocks } of gemLines(text)) {
    const groups = ownGroups(rest) ?? blocks.flatMap(block => block ?? []);
    const isDevelopment =
      groups.length > 0 &&
      groups.every(group => scopeByName(group) === 'development');
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
  /** Gems that are asked for on some platforms alone. */
  limited: Set<string>;
  /** The requirement of each gem that is certainly asked for; undefined where it is computed. */
  certain: Map<string, string | undefined>;
  /** Whether nothing but its `gem` lines can ask for gems. */
  complete: boolean;
}

function isComplete(bare: string): boolean {
  return !COMPUTED.test(bare) && !/^[ \t]*gemspec\b/m.test(bare);
}

export function gemfileRequirements(text: string): GemfileRequirements {
  const found: GemfileRequirements = {
    names: new Set(),
    limited: new Set(),
    certain: new Map(),
    complete: isComplete(text.replace(/(?:^|\s)#.*$/gm, '')),
  };
  for (const { name, rest, certain, limited } of gemLines(text)) {
    const again = found.names.has(name);
    found.names.add(name);
    if (limited) {
      found.limited.add(name);
    }
    if (certain) {
      // Of several lines of one gem only the program knows which counts.
      found.certain.set(name, again ? undefined : statedRequirement(rest));
    }
  }
  return found;
}

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
