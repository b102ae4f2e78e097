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

/**
 * Scopes of the gems that a Gemfile lists in groups. A Gemfile is a program and is not run: only
 * `gem` lines, with `group … do` blocks and `group:` options, are understood. A gem is a
 * development dependency if every line that lists it says so.
 */
export function gemfileScopes(text: string): Map<string, Scope> {
  const scopes = new Map<string, Scope>();
  // Groups of each open block; undefined for blocks of other kinds.
  const blocks: Array<string[] | undefined> = [];
  for (const raw of text.split('\n')) {
    const line = raw.replace(/(?:^|\s)#.*$/, '').trim();
    const gem = /^gem[\s(]+["']([\w.-]+)["']/.exec(line)?.[1];
    if (gem) {
      const groups = ownGroups(line) ?? blocks.flatMap(block => block ?? []);
      const isDevelopment =
        groups.length > 0 && groups.every(group => DEVELOPMENT.has(group));
      if (scopes.get(gem) !== 'runtime') {
        scopes.set(gem, isDevelopment ? 'development' : 'runtime');
      }
    }
    if (/^group[\s(].*\bdo\b/.test(line)) {
      blocks.push(groupsIn(line));
    } else if (
      /\bdo(?:\s*\|[^|]*\|)?$/.test(line) ||
      /^(?:if|unless|case|begin|def|while|until)\b/.test(line)
    ) {
      blocks.push(undefined);
    } else if (/^end\b/.test(line)) {
      blocks.pop();
    }
  }
  return scopes;
}
