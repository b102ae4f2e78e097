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
import { ACCEPTED, type IgnoredPackages } from './ignored';

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
  const packages = packagesOf(named);
  const shown = id ?? packages.name ?? 'ignore';
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

function packagesOf(named: Fields): IgnoredPackages {
  const kind = textOf(named.language) ?? textOf(named.type);
  const known = kind !== undefined && Object.hasOwn(ECOSYSTEMS, kind);
  const location = textOf(named.location);
  const name = textOf(named.name);
  const version = textOf(named.version);
  return {
    ...(kind && { ecosystem: known ? ECOSYSTEMS[kind] : kind }),
    ...(name && { name }),
    ...(version && { version }),
    ...(location && { paths: [location] }),
  };
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
