import type { Evidence } from '@safety-curtain/provenance';

/** A package version that a registry is asked about. */
export interface AskedVersion {
  packageName: string;
  version: string;
}

/** What a registry has on where a package version comes from. */
export type GatheredEvidence =
  | {
      evidence: Evidence[];
      /** Why it is not all that there is, as a sentence; what is left out may not hold. */
      leftOut?: string;
    }
  /** It says that there is none, or does not tell; a sentence. */
  | { outcome: 'not-signed' | 'unchecked'; reason: string };

/** A registry that is asked where package versions come from. */
export interface ProvenanceRegistry {
  /** As in `metadata_sources`: who wants to be left alone is, by all who ask. */
  readonly id: string;
  readonly ecosystem: string;
  /**
   * Throws `MetadataSourcePausedError` to be asked again later, anything else
   * where it failed.
   */
  gather(asked: AskedVersion, signal: AbortSignal): Promise<GatheredEvidence>;
}
