import type { QualityFacts } from './qualityFacts';
import type { Sbom, SbomComponent } from './sbom';
import type { BlankReason } from './blanks';

/** How many components are named for each element that they lack. */
const MOST_NAMED = 20;

/**
 * How things stand with one data field: it is there; the document says that its author does not know
 * it, or holds it back; or nothing is said.
 *
 * @public
 */
export type ElementState = 'stated' | BlankReason | 'missing';

/** One data field of the minimum elements, over a document. @public */
export interface MinimumElement {
  /** Stays the same from release to release. */
  id: string;
  /** As the standard calls it. */
  name: string;
  /** How many of the components (or of the one document) are in each state; they add up to `of`. */
  stated: number;
  unknown: number;
  withheld: number;
  missing: number;
  of: number;
  /** What whoever makes the document can do. */
  advice: string;
  /** The first components that say nothing of it, as `name version`. */
  lackedBy: string[];
}

/** The minimum elements of CISA (2026), measured over a document. @public */
export interface MinimumElements {
  /** 0 to 100, rounded down: the share of what is stated, each field counting the same. */
  score: number;
  /** In the same way the share that is stated or explained: fields that say *unknown* or *withheld*. */
  explained: number;
  elements: MinimumElement[];
}

type Field = Pick<MinimumElement, 'id' | 'name' | 'advice'> &
  (
    | { document: (facts: QualityFacts) => ElementState }
    | {
        component: (
          component: SbomComponent,
          facts: QualityFacts,
        ) => ElementState;
      }
  );

const UNKNOWN = /^(?:unknown|noassertion|n\/a)$/i;
const WITHHELD = /^(?:withheld|redacted)$/i;

/** A word that stands where a value should: SPDX's own, and those that people write. */
function stateOf(value: string): ElementState {
  if (UNKNOWN.test(value)) return 'unknown';
  return WITHHELD.test(value) ? 'withheld' : 'stated';
}

/** The state of a field of a component that has a value, or a reason for having none. */
function fieldOf(
  value: string | undefined,
  reason: BlankReason | undefined,
  { metadata }: Sbom,
): ElementState {
  return value ? stateOf(value) : reason ?? metadata.blanks ?? 'missing';
}

function present(isThere: boolean): ElementState {
  return isThere ? 'stated' : 'missing';
}

/** The namespace of an SPDX document changes with it, and is the nearest to a version that it has. */
function hasVersion({ format, metadata }: Sbom): boolean {
  return Boolean(
    metadata.version ?? (format === 'SPDX' ? metadata.id : undefined),
  );
}

function producerOf({ supplier, author }: SbomComponent): string | undefined {
  return supplier ?? author;
}

function hashState(
  { hashes, blanks }: SbomComponent,
  { sbom }: QualityFacts,
): ElementState {
  return fieldOf(hashes[0]?.value, blanks?.hash, sbom);
}

const FIELDS: readonly Field[] = [
  {
    id: 'sbom-author',
    name: 'SBOM Author',
    advice: 'Say which person or organization answers for the document',
    document: ({ sbom: { metadata } }) =>
      present(metadata.authors.length > 0 || Boolean(metadata.supplier)),
  },
  {
    id: 'sbom-author-signature',
    name: 'SBOM Author Signature',
    advice:
      'Sign the document; a signature that lies beside it cannot be seen here',
    document: ({ sbom: { metadata } }) => present(Boolean(metadata.signed)),
  },
  {
    id: 'sbom-data-format-name',
    name: 'SBOM Data Format Name',
    advice: 'Name the format of the document in it',
    document: ({ sbom: { format } }) => present(Boolean(format)),
  },
  {
    id: 'sbom-data-format-version',
    name: 'SBOM Data Format Version',
    advice: 'Name the version of the format in the document',
    document: ({ sbom: { specVersion } }) => present(Boolean(specVersion)),
  },
  {
    id: 'sbom-tool-name',
    name: 'SBOM Tool Name',
    advice: 'Let the tool name itself',
    document: ({ sbom: { metadata } }) => present(metadata.tools.length > 0),
  },
  {
    id: 'sbom-tool-version',
    name: 'SBOM Tool Version',
    advice: 'Let the tool name its version',
    document: ({ sbom: { metadata } }) =>
      present(metadata.tools.some(tool => /\s\S*\d\S*$/.test(tool))),
  },
  {
    id: 'sbom-version',
    name: 'SBOM Version',
    advice: 'Number the versions of the document, or give each a namespace',
    document: ({ sbom }) => present(hasVersion(sbom)),
  },
  {
    id: 'sbom-timestamp',
    name: 'SBOM Timestamp',
    advice: 'Let the tool write when it made the document',
    document: ({ sbom: { metadata } }) =>
      present(!Number.isNaN(Date.parse(metadata.timestamp ?? ''))),
  },
  {
    id: 'sbom-generation-context',
    name: 'SBOM Generation Context',
    advice: 'Say when in the life of the software the document was made',
    document: ({ sbom: { metadata } }) => present(metadata.contexts.length > 0),
  },
  {
    id: 'component-producer',
    name: 'Component Producer',
    advice: 'Say who makes the component, or that it is not known',
    component: (component, { sbom }) =>
      fieldOf(producerOf(component), component.blanks?.producer, sbom),
  },
  {
    id: 'component-name',
    name: 'Component Name',
    advice: 'Name each component',
    component: ({ name }) => present(name !== ''),
  },
  {
    id: 'component-version',
    name: 'Component Version',
    advice: 'Make the document from what is installed or locked',
    component: ({ version, blanks }, { sbom }) =>
      fieldOf(version, blanks?.version, sbom),
  },
  {
    id: 'component-identifiers',
    name: 'Component Identifiers',
    advice: 'Give each component a package URL or CPE',
    component: ({ purl, cpe }, { sbom }) =>
      fieldOf(purl ?? cpe, undefined, sbom),
  },
  {
    id: 'component-hash-value',
    name: 'Component Hash Value',
    advice: 'Let the tool write the hashes of the archives',
    component: hashState,
  },
  {
    id: 'component-hash-algorithm',
    name: 'Component Hash Algorithm',
    advice: 'Name the algorithm of each hash',
    component: hashState,
  },
  {
    id: 'component-license',
    name: 'Component License',
    advice: 'Let the tool look up licenses, or say that one is not known',
    component: ({ licenses, concludedLicenses, blanks }, { sbom }) =>
      fieldOf(licenses[0] ?? concludedLicenses[0], blanks?.license, sbom),
  },
  {
    id: 'component-dependency-relationship',
    name: 'Component Dependency Relationship',
    advice: 'Let the tool write what depends on what',
    component: ({ ref }, { related, sbom }) =>
      related.has(ref) ? 'stated' : sbom.metadata.blanks ?? 'missing',
  },
];

function measure(field: Field, facts: QualityFacts): MinimumElement {
  const { id, name, advice } = field;
  const found = { stated: 0, unknown: 0, withheld: 0, missing: 0 };
  const lackedBy: string[] = [];
  if ('document' in field) {
    found[field.document(facts)]++;
    return { id, name, ...found, of: 1, advice, lackedBy };
  }
  const { components } = facts.sbom;
  for (const component of components) {
    const state = field.component(component, facts);
    found[state]++;
    if (state === 'missing' && lackedBy.length < MOST_NAMED) {
      lackedBy.push(`${component.name} ${component.version}`.trim());
    }
  }
  return { id, name, ...found, of: components.length, advice, lackedBy };
}

function share(
  elements: readonly MinimumElement[],
  count: (element: MinimumElement) => number,
): number {
  const sum = elements.reduce(
    (total, element) => total + (element.of && count(element) / element.of),
    0,
  );
  // Thirds may add up to a hair less than a whole.
  return Math.floor((sum / elements.length) * 100 + 1e-9);
}

/**
 * The 17 data fields of "2026 Minimum Elements for a Software Bill of Materials" (CISA and others,
 * July 2026) by their names. A field that is empty may be explained: *unknown* to the author, or
 * *withheld*; what says neither is missing.
 */
export function minimumElementsOf(facts: QualityFacts): MinimumElements {
  const elements = FIELDS.map(field => measure(field, facts));
  return {
    score: share(elements, ({ stated }) => stated),
    explained: share(elements, ({ of, missing }) => of - missing),
    elements,
  };
}
