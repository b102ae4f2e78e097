import { type Fields, InputError } from '@safety-curtain/input';
import type { Part } from '../input/part';
import { limits } from '../limits';
import { Warnings } from '../manifests/warnings';
import type { Hash } from '../model';
import { isPurl } from '../purl';
import { hashOf, nameInPurl, withoutUndefined } from './cycloneDxComponent';
import type { Sbom, SbomComponent, SbomDependency, SbomScope } from './sbom';
import { idOf, Spdx3Graph, type Spdx3Relationship } from './spdx3Graph';
import { Spdx3Licenses } from './spdx3Licenses';
import {
  blanksIn,
  documentVersion,
  isContext,
  recordedUse,
  stated,
  StrongestScopes,
} from './spdxWords';

/** A package, and what is one by the profiles of SPDX 3. */
const PACKAGES = ['software_Package', 'ai_AIPackage', 'dataset_DatasetPackage'];

const COLLECTIONS = ['SpdxDocument', 'software_Sbom', 'Bom', 'Bundle'];

/** Relationships to what a package needs, with how it is needed where nothing else says so. */
const DEPENDENCIES: ReadonlyMap<string, SbomScope> = new Map([
  ['dependsOn', 'required'],
  ['hasDynamicLink', 'required'],
  ['hasStaticLink', 'required'],
  ['hasPrerequisite', 'required'],
  ['hasProvidedDependency', 'required'],
  ['hasOptionalDependency', 'optional'],
]);

/** Times in the life of a package in which what is needed is not shipped (LifecycleScopeType). */
const UNSHIPPED = ['design', 'development', 'build', 'test'];

interface Identifiers {
  purl?: string;
  cpe?: string;
}

function identifiersOf(element: Part): Identifiers {
  const found: Identifiers = {};
  const purl = element.text('software_packageUrl');
  if (purl) {
    found.purl = purl;
  }
  for (const item of element.parts('externalIdentifier')) {
    const type = item.text('externalIdentifierType') ?? '';
    if (type === 'packageUrl') {
      found.purl ??= item.text('identifier');
    } else if (type === 'cpe23' || type === 'cpe22') {
      found.cpe ??= item.text('identifier');
    }
  }
  if (found.purl && !isPurl(found.purl)) {
    element.warn('software_packageUrl', 'is not a valid package URL');
  }
  return found;
}

/** Hashes of the package itself: a package verification code is one of its files' names. */
function hashesOf(element: Part): Hash[] {
  return element
    .parts('verifiedUsing')
    .flatMap(item =>
      item.text('type') === 'Hash'
        ? hashOf(item, 'algorithm', 'hashValue') ?? []
        : [],
    );
}

class Spdx3Document {
  private readonly warnings = new Warnings();
  private readonly graph: Spdx3Graph;
  private readonly licenses: Spdx3Licenses;

  constructor(fields: Fields) {
    this.graph = new Spdx3Graph(fields, this.warnings);
    this.licenses = new Spdx3Licenses(this.graph);
  }

  read(): Sbom {
    const packages = this.graph.ofType(...PACKAGES);
    if (packages.length > limits.components) {
      throw new InputError(`more than ${limits.components} packages`);
    }
    const needs = this.needs();
    const scopes = this.scopes(needs);
    const all = packages.flatMap(
      (item, index) => this.toComponent(item, index, scopes) ?? [],
    );
    const described = this.describedIds();
    const roots = all.filter(({ ref }) => described.has(ref));
    const subject = roots.length === 1 ? roots[0] : undefined;
    return {
      format: 'SPDX',
      encoding: 'json',
      specVersion: this.graph.specVersion,
      ...(subject && { subject }),
      // A document about one package alone has that package as its content.
      components: all.length > 1 ? all.filter(c => c !== subject) : all,
      dependencies: this.dependencies(needs),
      vulnerabilities: [],
      metadata: this.metadata(),
      warnings: this.warnings.list(),
    };
  }

  private toComponent(
    element: Part,
    index: number,
    scopes: StrongestScopes,
  ): SbomComponent | undefined {
    const identifiers = identifiersOf(element);
    const name = element.text('name') ?? nameInPurl(identifiers.purl);
    if (!element.text('name')) {
      element.warn('name', 'is missing');
    }
    if (!name) {
      return undefined;
    }
    const ref = idOf(element) ?? `component-${index}`;
    const location = element.text('software_downloadLocation') ?? '';
    return {
      ref,
      path: element.path,
      name,
      version: element.text('software_packageVersion') ?? '',
      ...withoutUndefined({
        type: element.text('software_primaryPurpose')?.toLowerCase(),
        ...identifiers,
        supplier: this.graph.referencedOne(element, 'suppliedBy')?.text('name'),
        author: this.namesOf(element, 'originatedBy').join(', ') || undefined,
        copyright: stated(element.text('software_copyrightText')),
        scope: scopes.of(ref),
        vcsUrl: /^(?:git|hg|svn|bzr)[+:]/.test(location) ? location : undefined,
        website: stated(element.text('software_homePage')),
        recorded: recordedUse(element.text('comment')),
        blanks: this.licenses.isUnknown(ref)
          ? ({ license: 'unknown' } as const)
          : undefined,
      }),
      licenses: this.licenses.declared(ref),
      concludedLicenses: this.licenses.concluded(ref),
      hashes: hashesOf(element),
    };
  }

  private namesOf(element: Part, name: string): string[] {
    return this.graph
      .referenced(element, name)
      .flatMap(party => party.text('name') ?? []);
  }

  /** Relationships to what is needed, between what may be packages: files are left out. */
  private needs(): Spdx3Relationship[] {
    const mayBePackage = (id: string) => {
      const type = this.graph.element(id)?.text('type');
      return type === undefined || PACKAGES.includes(type);
    };
    return this.graph.relationships
      .filter(({ type, from }) => DEPENDENCIES.has(type) && mayBePackage(from))
      .map(need => ({ ...need, to: need.to.filter(mayBePackage) }));
  }

  private dependencies(needs: readonly Spdx3Relationship[]): SbomDependency[] {
    const targets = new Map<string, Set<string>>();
    for (const { from, to } of needs) {
      const known = targets.get(from) ?? new Set();
      targets.set(from, known);
      to.forEach(target => known.add(target));
    }
    return [...targets].map(([ref, dependsOn]) => ({
      ref,
      dependsOn: [...dependsOn],
    }));
  }

  private scopes(needs: readonly Spdx3Relationship[]): StrongestScopes {
    const scopes = new StrongestScopes();
    for (const { part, type, to } of needs) {
      const scope = UNSHIPPED.includes(part.text('scope') ?? '')
        ? 'excluded'
        : DEPENDENCIES.get(type)!;
      to.forEach(target => scopes.note(target, scope));
    }
    return scopes;
  }

  /** Ids that the document and the SBOMs in it say they describe. */
  private describedIds(): Set<string> {
    const documents = this.graph.ofType('SpdxDocument');
    const tops =
      documents.length > 0 ? documents : this.graph.ofType('software_Sbom');
    const described = new Map<string, string[]>();
    for (const { type, from, to } of this.graph.relationships) {
      if (type === 'describes') {
        described.set(from, [...(described.get(from) ?? []), ...to]);
      }
    }
    const ids = new Set(tops.flatMap(top => idOf(top) ?? []));
    // A Set visits what is added during the walk: a document has an SBOM for its root, mostly.
    for (const id of ids) {
      const element = this.graph.element(id);
      if (element && COLLECTIONS.includes(element.text('type') ?? '')) {
        element.texts('rootElement').forEach(root => ids.add(root));
        described.get(id)?.forEach(root => ids.add(root));
      }
    }
    return ids;
  }

  private metadata(): Sbom['metadata'] {
    const [document] = this.graph.ofType('SpdxDocument');
    const creation =
      (document && this.graph.referencedOne(document, 'creationInfo')) ??
      this.graph.ofType('CreationInfo').at(0);
    const makers = creation ? this.graph.referenced(creation, 'createdBy') : [];
    const isAgent = (maker: Part) => maker.text('type') === 'SoftwareAgent';
    return {
      ...withoutUndefined({
        id: document && idOf(document),
        version: documentVersion(document && idOf(document)),
        name: document?.text('name'),
        timestamp: creation?.text('created'),
        blanks: blanksIn(document?.text('comment')),
      }),
      contexts: this.graph
        .ofType('software_Sbom')
        .flatMap(sbom => sbom.texts('software_sbomType'))
        .filter(isContext),
      authors: makers
        .filter(maker => !isAgent(maker))
        .flatMap(maker => maker.text('name') ?? []),
      tools: [
        ...new Set([
          ...makers.filter(isAgent).flatMap(maker => maker.text('name') ?? []),
          ...(creation ? this.namesOf(creation, 'createdUsing') : []),
        ]),
      ],
    };
  }
}

/** Reads a parsed SPDX document in JSON-LD, versions 3.0.x. Files and snippets are left out. */
export function readSpdx3(fields: Fields): Sbom {
  return new Spdx3Document(fields).read();
}
