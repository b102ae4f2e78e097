import { type Fields, InputError } from '@safety-curtain/input';
import { Part } from '../input/part';
import { Strings } from '../input/strings';
import { limits } from '../limits';
import { quoted, Warnings } from '../manifests/warnings';
import { isPurl } from '../purl';
import {
  hashesIn,
  nameInPurl,
  sharing,
  withoutUndefined,
} from './cycloneDxComponent';
import type { Sbom, SbomComponent, SbomDependency, SbomScope } from './sbom';
import {
  blanksIn,
  contextsIn,
  documentVersion,
  recordedUse,
  stated,
  StrongestScopes,
} from './spdxWords';

const DOCUMENT_ID = 'SPDXRef-DOCUMENT';

/** `DEV_DEPENDENCY_OF` and its kin point from the dependency to what depends on it. */
const REVERSED =
  /^(?:(?:DEV|BUILD|TEST|OPTIONAL|RUNTIME|PROVIDED)_)?DEPENDENCY_OF$/;

/** What a relationship says of how its dependency is used (SPDX 2.3, clause 11). */
const SCOPES: ReadonlyMap<string, SbomScope> = new Map([
  ['DEV_DEPENDENCY_OF', 'excluded'],
  ['TEST_DEPENDENCY_OF', 'excluded'],
  ['BUILD_DEPENDENCY_OF', 'excluded'],
  ['OPTIONAL_DEPENDENCY_OF', 'optional'],
]);

/** The name in `Organization: name (address)` (SPDX 2.3, clause 7.5). */
function partyName(text: string | undefined): string | undefined {
  const party = /^(?:Person|Organization): *(.*)$/.exec(stated(text) ?? '');
  const name = (party ? party[1] : stated(text))?.replace(/\([^()]*\)$/, '');
  return name?.trim() || undefined;
}

/** Licenses of the document's own, by id: its names for them, where it has any. */
function otherLicenses(document: Part): Map<string, string> {
  const names = new Map<string, string>();
  for (const item of document.parts('hasExtractedLicensingInfos')) {
    const id = item.text('licenseId');
    const name = stated(item.text('name'));
    if (id && name) {
      names.set(id, name);
    }
  }
  return names;
}

/** By the name of the type or, as in RDF, by its URI (SPDX 2.3, clause 7.21). */
const PURL_TYPE = /(?:^|\/)purl$/;

interface References {
  purl?: string;
  cpe?: string;
}

function referencesOf(fields: Part): References {
  const found: References = {};
  for (const item of fields.parts('externalRefs')) {
    const type = item.text('referenceType') ?? '';
    if (PURL_TYPE.test(type)) {
      found.purl ??= item.text('referenceLocator');
    } else if (/(?:^|\/)cpe2[23]Type$/.test(type)) {
      found.cpe ??= item.text('referenceLocator');
    }
  }
  if (found.purl && !isPurl(found.purl)) {
    fields.warn('externalRefs', 'has a purl that is not a valid package URL');
  }
  return found;
}

/** What is not stated because nobody claims to know it, in SPDX's word for that. */
function blanksOf(fields: Part): SbomComponent['blanks'] {
  const isUnknown = (...names: string[]) =>
    names.some(name => fields.text(name) === 'NOASSERTION');
  const blanks: SbomComponent['blanks'] = {
    ...(isUnknown('supplier', 'originator') && { producer: 'unknown' }),
    ...(isUnknown('licenseDeclared', 'licenseConcluded') && {
      license: 'unknown',
    }),
  };
  return Object.keys(blanks).length > 0 ? blanks : undefined;
}

/** What Trivy writes of the source of a package of an operating system: `built package from: a 1.0`. */
function sourceOf(text: string | undefined): SbomComponent['source'] {
  const [, name, version] =
    /^built package from: (\S{1,200}) (\S{1,200})$/.exec(text ?? '') ?? [];
  return name ? { name, version } : undefined;
}

type SpdxEncoding = Exclude<Sbom['encoding'], 'xml'>;

interface Relationship {
  type: string;
  from: string;
  to: string;
}

class SpdxDocument {
  private readonly warnings = new Warnings();
  private readonly document: Part;
  private readonly licenseNames: ReadonlyMap<string, string>;
  private readonly strings = new Strings();
  private readonly relationships: readonly Relationship[];

  constructor(fields: Fields) {
    this.document = new Part(fields, '', this.warnings);
    this.licenseNames = otherLicenses(this.document);
    this.relationships = this.relationshipsOf();
  }

  private relationshipsOf(): Relationship[] {
    const found: Relationship[] = [];
    let count = 0;
    for (const item of this.document.content('relationships')) {
      count += 1;
      if (count > limits.edges) {
        throw new InputError(`more than ${limits.edges} relationships`);
      }
      const type = item.text('relationshipType');
      const from = item.text('spdxElementId');
      const to = item.text('relatedSpdxElement');
      if (type && from && to) {
        const [kind, source, target] = [type, from, to].map(text =>
          this.strings.same(text),
        );
        found.push({ type: kind, from: source, to: target });
      }
    }
    return found;
  }

  read(encoding: SpdxEncoding): Sbom {
    const specVersion = this.specVersion();
    if (encoding !== 'json' && this.relationships.length === 0) {
      this.warnings.add(
        'no relationship is there, and none tells that the document is whole',
      );
    }
    const scopes = this.scopes();
    const all = this.components(scopes);
    const described = this.describedIds();
    const roots = all.filter(({ ref }) => described.has(ref));
    const subject = roots.length === 1 ? roots[0] : undefined;
    return {
      format: 'SPDX',
      encoding,
      specVersion,
      ...(subject && { subject }),
      // A document about one package alone has that package as its content.
      components: all.length > 1 ? all.filter(c => c !== subject) : all,
      dependencies: this.dependencies(),
      vulnerabilities: [],
      metadata: this.metadata(),
      warnings: this.warnings.list(),
    };
  }

  private specVersion(): string {
    const text = this.document.text('spdxVersion') ?? '';
    const version = /^SPDX-(2\.[23])$/.exec(text);
    if (!version) {
      throw new InputError(`SPDX version ${quoted(text)} is not supported`);
    }
    return version[1];
  }

  private components(scopes: StrongestScopes): SbomComponent[] {
    const components: SbomComponent[] = [];
    let index = 0;
    for (const item of this.document.content('packages')) {
      const component = this.toComponent(item, index, scopes);
      if (component) {
        components.push(sharing(component, this.strings));
      }
      index += 1;
      if (index > limits.components) {
        throw new InputError(`more than ${limits.components} packages`);
      }
    }
    return components;
  }

  private toComponent(
    fields: Part,
    index: number,
    scopes: StrongestScopes,
  ): SbomComponent | undefined {
    const references = referencesOf(fields);
    const name = fields.text('name') ?? nameInPurl(references.purl);
    if (!fields.text('name')) {
      fields.warn('name', 'is missing');
    }
    if (!name) {
      return undefined;
    }
    const ref = fields.text('SPDXID') ?? `component-${index}`;
    const location = fields.text('downloadLocation') ?? '';
    return {
      ref,
      path: fields.path,
      name,
      version: fields.text('versionInfo') ?? '',
      ...withoutUndefined({
        type: fields.text('primaryPackagePurpose')?.toLowerCase(),
        ...references,
        supplier: partyName(fields.text('supplier')),
        author: partyName(fields.text('originator')),
        copyright: stated(fields.text('copyrightText')),
        source: sourceOf(fields.text('sourceInfo')),
        scope: scopes.of(ref),
        vcsUrl: /^(?:git|hg|svn|bzr)[+:]/.test(location) ? location : undefined,
        website: stated(fields.text('homepage')),
        recorded: recordedUse(fields.text('comment')),
        blanks: blanksOf(fields),
      }),
      licenses: this.licenses(fields.text('licenseDeclared')),
      concludedLicenses: this.licenses(fields.text('licenseConcluded')),
      hashes: hashesIn(fields, 'checksums', 'algorithm', 'checksumValue'),
    };
  }

  private licenses(expression: string | undefined): string[] {
    const license = stated(expression);
    return license ? [this.licenseNames.get(license) ?? license] : [];
  }

  /** Ids that the document says it describes: a list of SPDX 2.2, or relationships. */
  private describedIds(): Set<string> {
    const ids = this.document.texts('documentDescribes');
    for (const { type, from, to } of this.relationships) {
      if (type === 'DESCRIBES' && from === DOCUMENT_ID) {
        ids.push(to);
      }
      if (type === 'DESCRIBED_BY' && to === DOCUMENT_ID) {
        ids.push(from);
      }
    }
    return new Set(ids);
  }

  private dependencies(): SbomDependency[] {
    const targets = new Map<string, Set<string>>();
    for (const { type, ...ends } of this.relationships) {
      const isReversed = REVERSED.test(type);
      if (isReversed || type === 'DEPENDS_ON') {
        const from = isReversed ? ends.to : ends.from;
        const known = targets.get(from) ?? new Set();
        targets.set(from, known.add(isReversed ? ends.from : ends.to));
      }
    }
    return [...targets].map(([ref, dependsOn]) => ({
      ref,
      dependsOn: [...dependsOn],
    }));
  }

  /** The strongest scope that relationships state, for packages of which any states one. */
  private scopes(): StrongestScopes {
    const scopes = new StrongestScopes();
    for (const { type, from, to } of this.relationships) {
      if (type === 'DEPENDS_ON') {
        scopes.note(to, 'required');
      } else if (REVERSED.test(type)) {
        scopes.note(from, SCOPES.get(type) ?? 'required');
      }
    }
    return scopes;
  }

  private metadata(): Sbom['metadata'] {
    const creation = this.document.part('creationInfo');
    const creators = creation.texts('creators');
    return {
      ...withoutUndefined({
        id: this.document.text('documentNamespace'),
        name: this.document.text('name'),
        version: documentVersion(this.document.text('documentNamespace')),
        timestamp: creation.text('created'),
        blanks: blanksIn(this.document.text('comment')),
      }),
      contexts: contextsIn(creation.text('comment')),
      authors: creators
        .filter(creator => !creator.startsWith('Tool:'))
        .flatMap(creator => partyName(creator) ?? []),
      tools: creators.flatMap(creator => {
        const tool = /^Tool: *(.+)$/.exec(creator);
        return tool ? [tool[1].replace(/-(?=[^-]*$)/, ' ')] : [];
      }),
    };
  }
}

/** Reads a parsed SPDX document in the shape of its JSON form, versions 2.2 and 2.3. */
export function readSpdx(
  fields: Fields,
  encoding: SpdxEncoding = 'json',
): Sbom {
  return new SpdxDocument(fields).read(encoding);
}
