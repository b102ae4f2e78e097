import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * Keeps documents under the SHA-256 of their bytes. What it gives back is
 * checked against that digest, so a store need not.
 *
 * @public
 */
export interface ArchiveStore {
  /** Stays the same: the database notes which store has a document. */
  readonly id: string;
  /** Stores bytes; storing the same twice is no error. */
  put(
    sha256: string,
    bytes: Uint8Array,
    options: { mediaType: string; signal?: AbortSignal },
  ): Promise<void>;
  /** The bytes as they were put, or undefined where there are none. */
  get(
    sha256: string,
    options?: { signal?: AbortSignal },
  ): Promise<Uint8Array | undefined>;
  /** Deletes; what is not there is no error. */
  delete(sha256: string, options?: { signal?: AbortSignal }): Promise<void>;
}

/** @public */
export interface SupplyChainArchiveExtensionPoint {
  /** Makes a store known; `supplyChain.archive.store` names the one in use. */
  addArchiveStore(...stores: ArchiveStore[]): void;
}

/** Adds places that keep archived documents. @public */
export const supplyChainArchiveExtensionPoint =
  createExtensionPoint<SupplyChainArchiveExtensionPoint>({
    id: 'supply-chain.archive',
  });
