import {
  compareVersions,
  installedPackageOf,
  isOrderable,
} from '@safety-curtain/advisories';
import { InputError } from '@safety-curtain/input';
import { createHash } from 'crypto';
import { SbomError } from '../errors';
import { GraphBuilder } from '../graph/graphBuilder';
import type { PackageFacts } from '../graph/packageFacts';
import { limits } from '../limits';
import { quoted, Warnings, counted } from '../manifests/warnings';
import type { Inventory, Manifest, Scope, Unresolved } from '../model';
import { formatPurl, isPurl, parsePurl, type Purl } from '../purl';
import { describeUnmatched } from '../purl/unmatched';
import {
  hasCredentials,
  withoutCredentialsIn,
  withoutUser,
} from './credentials';
import { isSpdxExpression } from './licenseText';
import type { RecordedUse, Sbom, SbomComponent, SbomScope } from './sbom';

/** What CycloneDX calls excluded is not there at run time (ECMA-424, component scope). */
const SCOPES: Record<SbomScope, Scope> = {
  required: 'runtime',
  optional: 'optional',
  excluded: 'development',
};

/** Types whose packages are known by namespace and name together, whatever a tool calls the name. */
const NAMED_IN_FULL: ReadonlySet<string> = new Set(['golang', 'maven', 'npm']);

/** What keeps packages of other sources apart from those of the type's public registry. */
const SOURCE_QUALIFIERS = ['vcs_url', 'download_url', 'repository_url'];

/** The qualifier `upstream`, where a document says by other means what a package was built from. */
function builtFrom(
  { type, qualifiers }: Purl,
  { source }: SbomComponent,
): { upstream?: string } {
  if (!source || qualifiers?.upstream) return {};
  const { name, version } = source;
  if (type === 'rpm') {
    return version ? { upstream: `${name}-${version}.src.rpm` } : {};
  }
  const isOfSystem = type === 'deb' || type === 'apk';
  return isOfSystem ? { upstream: version ? `${name}@${version}` : name } : {};
}

/** The purl with the document's version where it has none, without what goes without saying. */
function canonicalPurl(component: SbomComponent): Purl | undefined {
  if (!component.purl || !isPurl(component.purl)) {
    return undefined;
  }
  const purl = parsePurl(component.purl);
  const qualifiers = Object.entries(purl.qualifiers ?? {})
    .filter(
      ([key, value]) =>
        !(purl.type === 'maven' && key === 'type' && value === 'jar'),
    )
    .map(([key, value]) => [key, withoutCredentialsIn(key, value)]);
  const canonical = {
    ...purl,
    qualifiers: {
      ...Object.fromEntries(qualifiers),
      ...builtFrom(purl, component),
    },
    version: exactVersion(purl.type, purl.version ?? component.version),
  };
  return formatPurl(canonical).length <= limits.purlLength
    ? parsePurl(formatPurl(canonical))
    : undefined;
}

/** GitHub's export of a repository writes `45.*.*` for an action that is used as `v45`. */
function exactVersion(type: string, version: string): string {
  return type === 'githubactions' ? version.replace(/(?:\.\*)+$/, '') : version;
}

/** Ranges, and what tools write for a version that they do not know, also where any text is a version. */
const NO_VERSION =
  /^(?:[\^~<>=![(]|latest$|unknown$|none$|unspecified$)|[*|,]/i;

/**
 * Whether advisories can be asked about a component's version. A range, a tag or nothing in its place
 * fits no advisory, which must not read as clean.
 */
function isExact({ ecosystem, version }: PackageFacts): boolean {
  if (ecosystem === undefined || ecosystem === 'GitHub Actions') return true;
  if (version === '' || NO_VERSION.test(version)) return false;
  if (!isOrderable(ecosystem)) return true;
  try {
    return compareVersions(ecosystem, version, version) === 0;
  } catch {
    return false;
  }
}

/** A purl for a component that has none: it names no package of any ecosystem. */
function genericPurl({ group, name, version, purl }: SbomComponent): string {
  try {
    const generic = formatPurl({
      type: 'generic',
      namespace: group,
      name,
      version,
    });
    if (generic.length <= limits.purlLength) {
      return generic;
    }
  } catch {
    // A name of slashes only, for example.
  }
  const digest = createHash('sha256')
    .update(JSON.stringify([group, name, version, purl]))
    .digest('hex');
  return `pkg:generic/unnamed-${digest.slice(0, 16)}`;
}

/** Declared licenses rather than concluded ones; all of several are taken to hold. */
export function licenseOf(component: SbomComponent): string | undefined {
  const { licenses, concludedLicenses } = component;
  const stated = licenses.length > 0 ? licenses : concludedLicenses;
  const distinct = [...new Set(stated)];
  if (distinct.length < 2) {
    return distinct[0];
  }
  return distinct
    .map(license =>
      isSpdxExpression(license) && /\sOR\s/i.test(license)
        ? `(${license})`
        : license,
    )
    .join(' AND ');
}

function toFacts(component: SbomComponent): PackageFacts {
  const { recorded } = component;
  const license = licenseOf(component);
  const purl = canonicalPurl(component);
  const common = {
    hashes: component.hashes,
    ...(license && { license }),
    ...(recorded?.origin && { origin: recorded.origin }),
    ...(recorded?.integrity && { integrity: recorded.integrity }),
    ...(recorded &&
      component.vcsUrl && { vcsUrl: withoutUser(component.vcsUrl) }),
    scope: recorded?.scope ?? (component.scope && SCOPES[component.scope]),
  };
  if (!purl) {
    const { group, name, version } = component;
    const fullName = group ? `${group}/${name}` : name;
    return {
      ...common,
      purl: genericPurl(component),
      name: fullName,
      version,
      packageName: fullName,
    };
  }
  const { name: packageName, version, ...known } = installedPackageOf(purl);
  const ecosystem = isPublic(purl, component) ? known.ecosystem : undefined;
  const canonical = formatPurl(purl);
  return {
    ...common,
    // The same string as the document's takes no memory of its own.
    purl: canonical === component.purl ? component.purl : canonical,
    name: NAMED_IN_FULL.has(purl.type) ? packageName : component.name,
    version: version === component.version ? component.version : version,
    packageName,
    ...(ecosystem && { ecosystem }),
  };
}

/**
 * Our own documents say by qualifiers that a package is not the registry's. Other tools put the same
 * qualifiers on registry packages too, for which no finding may be missed.
 */
function isPublic(purl: Purl, { recorded }: SbomComponent): boolean {
  // Where all packages of a type come out of repositories, those are the ones that advisories know.
  if (purl.type === 'githubactions') return true;
  const isElsewhere =
    (recorded?.origin && recorded.origin !== 'registry') ||
    SOURCE_QUALIFIERS.some(key => purl.qualifiers?.[key] !== undefined);
  return !(recorded && isElsewhere);
}

/**
 * How a component is used that has no scope: CycloneDX has consumers take it for required (ECMA-424,
 * component scope), and SPDX says nothing.
 */
function unstatedScope({ format }: Sbom): Scope {
  return format === 'CycloneDX' ? 'runtime' : 'unknown';
}

/**
 * The refs of a document's components that are not their package URLs, each with the package URL that
 * {@link inventoryOfSbom} gives the component. A ref of several components is none, and neither is
 * one that holds credentials.
 */
export function refsOfSbom({ components }: Sbom): [string, string][] {
  const byRef = Map.groupBy(components, ({ ref }) => ref);
  return [...byRef].flatMap(([ref, named]): [string, string][] => {
    const { purl } = toFacts(named[0]);
    const isStored = named.length === 1 && purl !== ref && !hasCredentials(ref);
    return isStored ? [[ref, purl]] : [];
  });
}

/** Of components whose version is none, so many are named. */
const NAMED_UNRESOLVED = 50;

/** Puts the components of a document into a graph. */
class SbomGraph {
  private readonly builder: GraphBuilder;
  private readonly warnings = new Warnings();
  /** How the components are used: as our own writers noted it, or by their scope. */
  private readonly uses: Array<RecordedUse | SbomScope | undefined> = [];
  /** Index of a component, by ref; of components with one ref, the first. */
  private readonly indexes = new Map<string, number>();
  private edges = 0;
  /** Components whose version is none. */
  private readonly inexact: string[] = [];

  constructor(private readonly sbom: Sbom) {
    this.builder = new GraphBuilder(unstatedScope(sbom));
    sbom.warnings.forEach(warning => this.warnings.add(warning));
  }

  /** @param components - in order; each is looked at once */
  read(
    components: Iterable<SbomComponent>,
  ): Pick<Manifest, 'graph' | 'components' | 'warnings' | 'unresolved'> {
    this.addComponents(components);
    this.connect();
    this.requireDirect();
    const found = this.builder.components();
    return {
      graph: found.some(c => c.dependsOn.length > 0) ? 'full' : 'flat',
      components: found,
      warnings: this.warnings.list(),
      ...(this.inexact.length > 0 && { unresolved: this.unresolved() }),
    };
  }

  private unresolved(): Unresolved {
    const first = this.inexact.slice(0, NAMED_UNRESOLVED);
    return { count: this.inexact.length, first, poms: [] };
  }

  private addComponents(components: Iterable<SbomComponent>): void {
    let nameless = 0;
    let first: SbomComponent | undefined;
    const unmatched: string[] = [];
    const shared = new Set<string>();
    for (const component of components) {
      const index = this.uses.length;
      this.uses.push(component.recorded ?? component.scope);
      const facts = toFacts(component);
      this.builder.add(String(index), facts);
      if (!isExact(facts)) this.inexact.push(`${facts.name}@${facts.version}`);
      if (!this.indexes.has(component.ref)) {
        this.indexes.set(component.ref, index);
      } else {
        shared.add(component.ref);
      }
      if (!component.purl || !isPurl(component.purl)) {
        nameless += 1;
        first ??= component;
      } else if (!installedPackageOf(parsePurl(component.purl)).ecosystem) {
        unmatched.push(component.purl);
      }
    }
    const told = describeUnmatched(unmatched);
    if (told) this.warnings.add(told);
    this.warnOfShared(shared);
    if (first) {
      this.warnings.add(
        `${counted(
          nameless,
          'component has',
          'components have',
        )} no valid package URL, the first is ` +
          `${first.path} ${quoted(
            first.name,
          )}: advisories cannot be matched with them`,
      );
    }
  }

  private warnOfShared(refs: ReadonlySet<string>): void {
    const [first] = refs;
    if (first !== undefined) {
      this.warnings.add(
        `${
          refs.size
        } refs are those of several components, the first is ref ${quoted(
          first,
        )}: dependencies count for the first component of a ref`,
      );
    }
  }

  private connect(): void {
    const unknown = new Set<string>();
    const subjectRef = this.sbom.subject?.ref;
    for (const { ref, dependsOn } of this.sbom.dependencies) {
      for (const target of dependsOn) {
        const from = this.indexes.get(ref);
        const to = this.indexes.get(target);
        this.edges += 1;
        if (from !== undefined && to !== undefined) {
          this.builder.connect(String(from), String(to));
        }
        [ref, target]
          .filter(end => end !== subjectRef && !this.indexes.has(end))
          .forEach(end => unknown.add(end));
      }
    }
    const [first] = unknown;
    if (first !== undefined) {
      this.warnings.add(
        `dependencies name ${
          unknown.size
        } refs that no component has, the first is ${quoted(first)}`,
      );
    }
  }

  private requireDirect(): void {
    const isOurs = this.uses.some(use => typeof use === 'object');
    if (isOurs) {
      this.uses.forEach((use, index) => {
        const recorded = typeof use === 'object' ? use : undefined;
        if (recorded?.direct) {
          this.builder.require(String(index), recorded.scope);
        } else if (recorded?.direct === undefined) {
          this.builder.leaveDirectOpen(String(index));
        }
      });
      return;
    }
    if (this.edges === 0) {
      this.builder.leaveDirectOpen();
      return;
    }
    const subjectRef = this.sbom.subject?.ref;
    for (const { ref, dependsOn } of this.sbom.dependencies) {
      if (ref === subjectRef) {
        dependsOn.forEach(target => this.require(target));
      }
    }
    if (!this.builder.hasRoots) {
      this.builder.requireUnreferenced();
    }
  }

  private require(ref: string): void {
    const index = this.indexes.get(ref);
    if (index === undefined) return;
    const scope = this.uses[index];
    this.builder.require(
      String(index),
      typeof scope === 'string' ? SCOPES[scope] : unstatedScope(this.sbom),
    );
  }
}

/** Some tools list the subject among its components. */
function* withoutSubject(
  { subject }: Sbom,
  components: Iterable<SbomComponent>,
  count: number,
): Generator<SbomComponent> {
  for (const component of components) {
    if (count < 2 || component.ref !== subject?.ref) yield component;
  }
}

/** The components of a document, which has none afterwards. */
function* takenFrom({ components }: Sbom): Generator<SbomComponent> {
  components.reverse();
  for (;;) {
    const component = components.pop();
    if (!component) return;
    yield component;
  }
}

/**
 * The inventory of a document that any tool wrote: one manifest of the given path.
 *
 * Components without a valid purl are kept under a `pkg:generic/…` purl of their group, name and
 * version. Direct is what the subject depends on; without a subject what nothing depends on, and of
 * the rest it is not known; without any dependencies it is known of nothing. What our own writers
 * noted is taken as it is.
 *
 * @throws SbomError where a limit is reached
 *
 * @public
 */
export function inventoryOfSbom(
  sbom: Sbom,
  { path }: { path: string },
): Inventory {
  return inventoryFrom(sbom, sbom.components, path);
}

/**
 * {@link inventoryOfSbom} of a document that nobody looks at afterwards: its components are taken out
 * of it one by one, so that all of it and all of the inventory are not in memory together.
 *
 * @throws SbomError where a limit is reached
 *
 * @public
 */
export function inventoryTakenFrom(
  sbom: Sbom,
  { path }: { path: string },
): Inventory {
  return inventoryFrom(sbom, takenFrom(sbom), path);
}

function inventoryFrom(
  sbom: Sbom,
  components: Iterable<SbomComponent>,
  path: string,
): Inventory {
  const count = sbom.components.length;
  const { subject, format, encoding } = sbom;
  const name = subject?.name ?? sbom.metadata.name ?? path;
  const version = subject?.version;
  const purl = subject?.purl;
  try {
    const manifest: Manifest = {
      path,
      format: `${format.toLowerCase()}-${encoding}`,
      ...(subject && { root: { name, ...(version && { version }) } }),
      ...new SbomGraph(sbom).read(withoutSubject(sbom, components, count)),
    };
    return {
      subject: {
        name,
        ...(version && { version }),
        ...(purl && isPurl(purl) && { purl }),
      },
      manifests: [manifest],
    };
  } catch (error) {
    throw error instanceof InputError ? new SbomError(error.message) : error;
  }
}
