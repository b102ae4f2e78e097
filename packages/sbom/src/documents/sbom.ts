import type { Hash } from '../model';

/** One component of an SBOM document that someone made. */
export interface SbomComponent {
  /** Id within the document; made up (`component-<n>`) where the document gives none. */
  ref: string;
  /** CycloneDX group: an npm scope, a Maven group, a vendor. */
  group?: string;
  name: string;
  /** Empty where the document states none. */
  version: string;
  /** As the document has it; not necessarily a valid purl. */
  purl?: string;
  /** SPDX ids, expressions or names, as declared. */
  licenses: string[];
  /** Hashes of known algorithms. */
  hashes: Hash[];
}

/** The dependencies of one component, by ref. */
export interface SbomDependency {
  ref: string;
  dependsOn: string[];
}

/** What an SBOM document says, independent of its format. */
export interface Sbom {
  format: 'CycloneDX' | 'SPDX';
  /** For example `1.6` or `2.3`. */
  specVersion: string;
  /** What the document describes, where it names one thing. */
  subject?: SbomComponent;
  /** In the order of the document, nested components included. */
  components: SbomComponent[];
  dependencies: SbomDependency[];
  metadata: {
    /** CycloneDX serial number or SPDX document namespace. */
    id?: string;
    name?: string;
    timestamp?: string;
    /** Each `name version`. */
    tools: string[];
  };
  /** Parts that were left out because they are malformed. */
  warnings: string[];
}
