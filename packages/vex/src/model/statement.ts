import type { Analysis } from './analysis';

/** One product or component, as a document names it. @public */
export interface Identity {
  /** As the document has it, for people. */
  text: string;
  /** A package URL; its version, if any, is part of what is named. */
  purl?: string;
  /** `urn:cdx:…`: a component of an SBOM, or an SBOM (CycloneDX, "BOM-Link"). */
  bomLink?: string;
  /** Versions of the package that are meant: single ones, and ranges (`vers:…`); all where absent. */
  versions?: readonly ({ version: string } | { range: string })[];
}

/** What a statement is about: a package, or a package where it is part of something. @public */
export interface Subject {
  package: Identity;
  /** The product that the package is part of. */
  within?: Identity;
}

/** One thing that a document says. @public */
export interface Statement {
  /** Where it stands in the document, for people: `statements[2]`. */
  at: string;
  /** The id that the document gives first, and all others that it gives. */
  vulnerability: { id: string; aliases: readonly string[] };
  subjects: readonly Subject[];
  analysis: Analysis;
  /** In the document's own words, where they say more than the analysis can. */
  original?: { status: string; justification?: string };
}

/** Something of a document that is not taken over, and why. @public */
export interface NotUnderstood {
  at: string;
  reason: string;
}

/** What a VEX document says, independent of its format. @public */
export interface VexDocument {
  format: 'CycloneDX' | 'OpenVEX' | 'CSAF';
  specVersion: string;
  /** As the document names itself: a serial number, an IRI, a tracking id. */
  id?: string;
  /** The version of the document, as text. */
  version?: string;
  author?: string;
  issuedAt?: string;
  updatedAt?: string;
  /** CycloneDX: what the whole document is about; its statements are `within` it. */
  product?: Identity;
  statements: readonly Statement[];
  notUnderstood: readonly NotUnderstood[];
}

/** What one document may say, at the most. */
export const bounds = {
  statements: 50_000,
  /** Of all statements together: a product with many subcomponents counts for each. */
  subjects: 500_000,
  /** Not understood pieces that are told one by one. */
  notes: 1_000,
  /** Characters of the id of a vulnerability. */
  id: 200,
  /** Characters of a detail. */
  detail: 20_000,
} as const;
