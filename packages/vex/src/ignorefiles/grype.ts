import {
  isFields,
  listOf,
  readYaml,
  textOf,
  type Fields,
} from '@safety-curtain/input';
import { type Analysis } from '../model/analysis';
import { justificationOfLabel, stateOfStatus } from '../model/openVexWords';
import { EntryList } from './EntryList';
import { wildcardsOf } from './expressions';
import { ACCEPTED, type IgnoredPackages, NO_PATTERN } from './ignored';

/** Languages and types of Grype, by the ecosystem that they are of. */
const ECOSYSTEMS: Readonly<Record<string, string>> = {
  dotnet: 'NuGet',
  gem: 'RubyGems',
  go: 'Go',
  'go-module': 'Go',
  'java-archive': 'Maven',
  java: 'Maven',
  javascript: 'npm',
  npm: 'npm',
  php: 'Packagist',
  'php-composer': 'Packagist',
  python: 'PyPI',
  ruby: 'RubyGems',
  rust: 'crates.io',
  'rust-crate': 'crates.io',
};

/** Fields whose meaning is not kept here: an entry with one says less than it would without. */
const NOT_KEPT = ['namespace', 'match-type', 'fix-state', 'fixState'];

/** `.grype.yaml`, `ignore` (Grype, "Specifying matches to ignore"): all fields of an entry must fit. */
export function readGrype(text: string, found: EntryList): void {
  const [document] = readYaml(text);
  const fields = isFields(document) ? document : {};
  for (const entry of listOf(fields.ignore).filter(isFields)) {
    readEntry(found, entry);
  }
}

function readEntry(found: EntryList, entry: Fields) {
  const id = textOf(entry.vulnerability);
  const named = isFields(entry.package) ? entry.package : {};
  const shown = id ?? textOf(named.name) ?? 'ignore';
  const unknown = [
    ...NOT_KEPT.filter(name => entry[name] !== undefined),
    ...(named['upstream-name'] === undefined ? [] : ['upstream-name']),
  ];
  if (unknown.length > 0) {
    found.note(
      shown,
      `it goes by ${unknown.join(', ')}, which is not known here`,
    );
    return;
  }
  const packages = packagesOf(named);
  if (!packages) {
    found.note(shown, NO_PATTERN);
    return;
  }
  if (id === undefined && Object.keys(packages).length === 0) {
    found.note(
      'ignore',
      'an entry names neither a vulnerability nor a package',
    );
    return;
  }
  found.add({
    text: shown,
    ...(id && { vulnerability: id }),
    packages: [packages],
    analysis: analysisOf(entry),
    reason: textOf(entry.reason),
  });
}

/** Undefined where its name is an expression that is not matched here. */
function packagesOf(named: Fields): IgnoredPackages | undefined {
  const kind = textOf(named.language) ?? textOf(named.type);
  const known = kind !== undefined && Object.hasOwn(ECOSYSTEMS, kind);
  const location = textOf(named.location);
  const written = textOf(named.name);
  const name =
    written === undefined ? written : wildcardsOf(written, { whole: true });
  if (name === undefined && written !== undefined) return undefined;
  const version = textOf(named.version);
  const ecosystem = kind !== undefined && known ? ECOSYSTEMS[kind] : kind;
  return {
    ...(ecosystem && { ecosystem }),
    ...(name && { name: ecosystem === 'Maven' ? ofAnyGroup(name) : name }),
    ...(version && { version }),
    ...(location && { paths: [location] }),
  };
}

/** Packages of Maven go by their artifact. */
function ofAnyGroup(name: string): string {
  return name.includes(':') ? name : `*:${name}`;
}

function analysisOf(entry: Fields): Analysis {
  const state = stateOfStatus(entry['vex-status']);
  if (!state) return ACCEPTED;
  const justification = justificationOfLabel(entry['vex-justification']);
  return {
    state,
    responses: [],
    ...(state === 'not_affected' && justification && { justification }),
  };
}
