import { type Changelog, versionStep } from '@safety-curtain/policy';
import { diffSboms } from '@safety-curtain/sbom';
import { compareTexts, listed } from './listed';
import type { ReleaseSide, SideComponent } from './releaseSides';

/** What came, what went and what is there in other versions. */
export function componentChanges(
  after: ReleaseSide,
  before: ReleaseSide | undefined,
): Changelog['components'] {
  const difference = diffSboms(before ?? { components: [] }, after);
  const changed = difference.changed.map(change => ({
    name: change.name,
    type: change.purlType,
    before: change.before,
    after: change.after,
    major: isMajor(change.before, change.after),
  }));
  const packages = (some: typeof difference.added) =>
    listed(
      some.map(({ name, purlType: type, version }) => ({
        name,
        type,
        version,
      })),
    );
  return {
    added: packages(difference.added),
    removed: packages(difference.removed),
    changed: listed(changed),
    majors: changed.filter(({ major }) => major).length,
  };
}

/** Whether a version that is new is of another major than all that were there. */
function isMajor(before: readonly string[], after: readonly string[]): boolean {
  const added = after.filter(version => !before.includes(version));
  return added.some(
    version =>
      before.length > 0 &&
      before.every(one => versionStep(one, version) === 'major'),
  );
}

const NOT_KNOWN = 'not known';

/** Which licenses came and went, and which packages are under another one. */
export function licenseChanges(
  after: ReleaseSide,
  before: ReleaseSide | undefined,
  basis: Changelog['basis'],
): NonNullable<Changelog['licenses']> {
  const licenseOf = ({ known }: SideComponent) =>
    (basis === 'then' ? known?.then : known?.now)?.expression ?? NOT_KNOWN;
  const now = countBy(after.components.map(licenseOf));
  const then = countBy(before?.components.map(licenseOf) ?? []);
  const licensesNow = licensesByPackage(after, licenseOf);
  const licensesThen = licensesByPackage(before, licenseOf);
  const changed = [...licensesNow].flatMap(
    ([key, { name, type, licenses }]) => {
      const others = licensesThen.get(key)?.licenses;
      if (!others || sameTexts(licenses, others)) return [];
      return { name, type, before: sorted(others), after: sorted(licenses) };
    },
  );
  return {
    added: onlyIn(now, then),
    removed: onlyIn(then, now),
    changed: listed(changed.sort((a, b) => compareTexts(a.name, b.name))),
    unknown: now.get(NOT_KNOWN) ?? 0,
  };
}

function licensesByPackage(
  side: ReleaseSide | undefined,
  licenseOf: (component: SideComponent) => string,
) {
  const packages = new Map<
    string,
    { name: string; type?: string; licenses: Set<string> }
  >();
  for (const component of side?.components ?? []) {
    const { name, type } = component;
    const key = `${type} ${name}`;
    const one = packages.get(key) ?? { name, type, licenses: new Set() };
    packages.set(key, one);
    one.licenses.add(licenseOf(component));
  }
  return packages;
}

function countBy(expressions: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const expression of expressions) {
    counts.set(expression, (counts.get(expression) ?? 0) + 1);
  }
  return counts;
}

function onlyIn(
  some: ReadonlyMap<string, number>,
  others: ReadonlyMap<string, number>,
) {
  return listed(
    [...some]
      // That none is known is no license.
      .filter(([license]) => license !== NOT_KNOWN && !others.has(license))
      .map(([expression, packages]) => ({ expression, packages }))
      .sort((a, b) => compareTexts(a.expression, b.expression)),
  );
}

function sameTexts(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every(text => b.has(text));
}

function sorted(texts: Iterable<string>): string[] {
  return [...texts].sort();
}
