import { NameIndex } from './NameIndex';
import { splitName, spelled } from './namespaces';
import { popularNames } from './popular';

/** What is known of the names of one ecosystem. */
export interface KnownNames {
  /** The day of which it is. */
  asOf: string;
  /** Names that belong to nobody's scope, group or vendor. */
  plain: NameIndex;
  namespaces: NameIndex;
  /** What is well known in each namespace. */
  within: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of scopes written into one word, with the whole name. */
  flat: ReadonlyMap<string, string>;
}

const made = new Map<string, KnownNames>();

/** The well-known names of an ecosystem; undefined where none are known. */
export function wellKnown(ecosystem: string): KnownNames | undefined {
  const known = made.get(ecosystem);
  const names = popularNames.get(ecosystem);
  if (known || !names) return known;
  const next = knownNames(
    ecosystem,
    words(names.names),
    words(names.known),
    names.asOf,
  );
  made.set(ecosystem, next);
  return next;
}

/** Makes names comparable with others. */
export function knownNames(
  ecosystem: string,
  targets: readonly string[],
  also: readonly string[] = [],
  asOf = '',
): KnownNames {
  const plain: string[] = [];
  const within = new Map<string, Set<string>>();
  const flat = new Map<string, string>();
  for (const target of targets) {
    const { namespace, name } = splitName(
      ecosystem,
      spelled(ecosystem, target),
    );
    if (namespace === undefined) {
      plain.push(name);
      continue;
    }
    const names = within.get(namespace) ?? new Set();
    within.set(namespace, names.add(name));
    if (ecosystem !== 'npm') continue;
    for (const joint of ['-', '', '_', '.', '__']) {
      flat.set(`${namespace}${joint}${name}`, target);
    }
  }
  const others = also.map(name =>
    splitName(ecosystem, spelled(ecosystem, name)),
  );
  return {
    asOf,
    plain: new NameIndex(
      ecosystem,
      plain,
      others.flatMap(({ namespace, name }) => (namespace ? [] : [name])),
    ),
    namespaces: new NameIndex(
      '',
      within.keys(),
      others.flatMap(({ namespace }) => namespace ?? []),
    ),
    within,
    flat,
  };
}

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
