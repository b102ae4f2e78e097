import type { Hash, Origin, Scope } from '../model';
import type { GenerationContext } from './documentMeta';
import type { BlankReason } from './blanks';

/** How a component is needed, in CycloneDX's words. @public */
export type SbomScope = 'required' | 'optional' | 'excluded';

/**
 * What {@link writeCycloneDx} and {@link writeSpdx} note beyond the words of the formats.
 *
 * @public
 */
export interface RecordedUse {
  direct: boolean | undefined;
  scope: Scope;
  origin?: Origin;
  integrity?: string;
}

/** One component of an SBOM document that someone made. @public */
export interface SbomComponent {
  /** Id within the document; made up (`component-<n>`) where the document gives none. */
  ref: string;
  /** Where in the document it stands, for people: `components[3]`. */
  path: string;
  /** CycloneDX component type, SPDX primary purpose in lower case, or Syft's type of package. */
  type?: string;
  /** CycloneDX group: an npm scope, a Maven group, a vendor. */
  group?: string;
  name: string;
  /** Empty where the document states none. */
  version: string;
  /** As the document has it; not necessarily a valid purl. */
  purl?: string;
  cpe?: string;
  /** Name of the organization or person that it was got from. */
  supplier?: string;
  /** Name of who made it: CycloneDX author or authors, SPDX originator. */
  author?: string;
  copyright?: string;
  scope?: SbomScope;
  /** SPDX ids, expressions or names, as declared. */
  licenses: string[];
  /** Those that whoever made the document came to instead. */
  concludedLicenses: string[];
  /** Hashes of known algorithms. */
  hashes: Hash[];
  /** Addresses as the document has them: to be checked before they become links. */
  vcsUrl?: string;
  website?: string;
  /** What a package of an operating system was built from, where a property says so. */
  source?: { name: string; version?: string };
  /** Why facts are not stated, where the document says so of this component. */
  blanks?: Partial<
    Record<'producer' | 'version' | 'license' | 'hash', BlankReason>
  >;
  /** Where the document is one of our own. */
  recorded?: RecordedUse;
}

/** The dependencies of one component, by ref. @public */
export interface SbomDependency {
  ref: string;
  dependsOn: string[];
}

/**
 * A vulnerability that a CycloneDX document names, with its analysis (VEX), in CycloneDX's words.
 *
 * @public
 */
export interface SbomVulnerability {
  /** For example a CVE id; absent where the document gives none. */
  id?: string;
  /** Name of the database that gives the id. */
  source?: string;
  description?: string;
  analysis?: {
    state?: string;
    justification?: string;
    responses: string[];
    detail?: string;
  };
  /** Refs of components of this document, or BOM-Links (`urn:cdx:…`) into others. */
  affects: string[];
}

/** What an SBOM document says, independent of its format. @public */
export interface Sbom {
  format: 'CycloneDX' | 'SPDX' | 'Syft';
  encoding: 'json' | 'xml' | 'tag-value' | 'yaml';
  /** For example `1.6`, `2.3` or `3.0.1`; of Syft's own format the version of its schema. */
  specVersion: string;
  /** What the document describes, where it names one thing. */
  subject?: SbomComponent;
  /** In the order of the document, nested components included. */
  components: SbomComponent[];
  dependencies: SbomDependency[];
  vulnerabilities: SbomVulnerability[];
  metadata: {
    /** CycloneDX serial number, SPDX document namespace, or id of an SPDX 3 document. */
    id?: string;
    /** Of the document, counted up when it is issued again: CycloneDX, and our own SPDX. */
    version?: string;
    name?: string;
    timestamp?: string;
    /** Names of the persons and organizations that made the document. */
    authors: string[];
    supplier?: string;
    /** When in the life of the software the document was made, where it says so. */
    contexts: GenerationContext[];
    /** Why facts are not stated, where the document says so of all that it leaves out. */
    blanks?: BlankReason;
    /** Whether the document carries a signature; not whether that is good. */
    signed?: boolean;
    /** Each `name version`. */
    tools: string[];
  };
  /** Parts that were left out because they are malformed, each with its place. */
  warnings: string[];
  /** Of an attestation: what it is about, as `sha256:…`. */
  attests?: readonly string[];
}
