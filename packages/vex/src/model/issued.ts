import type { Analysis } from './analysis';

/** One decision to be written: what it is about, and what it says. @public */
export interface IssuedDecision {
  vulnerability: {
    id: string;
    aliases?: readonly string[];
    /** Name and address of the database that gives the id. */
    source?: { name: string; url?: string };
    description?: string;
    published?: string;
    updated?: string;
    ratings?: readonly {
      score?: number;
      severity?: string;
      method?: string;
      vector?: string;
    }[];
    cwes?: readonly number[];
    recommendation?: string;
  };
  /** The package in the product; its own purl, with the version. */
  component: IssuedComponent;
  /** Absent where nothing was decided: a vulnerability that is there (VDR). */
  analysis?: Analysis;
}

/** A component with its whole identity. @public */
export interface IssuedComponent {
  purl: string;
  group?: string;
  name: string;
  version: string;
  cpe?: string;
  hashes?: readonly { algorithm: string; value: string }[];
}

/** What a document is about, and who issues it. @public */
export interface IssuedDocument {
  product: {
    name: string;
    version?: string;
    purl?: string;
    /** `urn:cdx:…` of the SBOM that the decisions are about. */
    bomLink?: string;
  };
  /** An empty `namespace`, an address else, where nobody vouches for it: CycloneDX only. */
  author: { name: string; namespace: string };
  tool: { name: string; version: string };
  /** A UUID; documents of the same content have the same. */
  uuid: string;
  /** Counted up when the same document is issued again. */
  version: number;
  issuedAt: string;
  updatedAt: string;
  /** Earlier issues and this one, oldest first; this one alone where absent. */
  history?: readonly { version: number; at: string; summary: string }[];
  decisions: readonly IssuedDecision[];
}

/** A decision that says something. */
export type Decided = IssuedDecision & { analysis: Analysis };

export function hasAnalysis(decision: IssuedDecision): decision is Decided {
  return decision.analysis !== undefined;
}
