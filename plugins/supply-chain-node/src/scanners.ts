import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ScannedManifest } from './manifests';
import type { SourceFile } from './sources';

/** What became of one file in a scan. @public */
export interface FileOutcome {
  path: string;
  outcome: 'read' | 'skipped' | 'failed';
  /** Which kind of file it is, where that is known. */
  format?: string;
  /** Why it was skipped or could not be read, for people. */
  reason?: string;
  /**
   * Of a file that could not be read, for metrics: whether that lies in what is
   * in it (as where this is absent), in a limit of time or memory, or in the
   * process that read it.
   */
  failure?: 'content' | 'time' | 'memory' | 'process';
}

/** @public */
export interface ScannerInput {
  files: readonly SourceFile[];
  /** All files of the source, as far as its reader tells. */
  paths?: readonly string[];
  /** Of this scan alone, for files that a scanner needs; gone when the scan has ended. */
  folder: string;
  signal: AbortSignal;
  /**
   * Gives further files of the source, within its limits: those that a file
   * includes by name. What is not there, or not a regular file, is left out.
   * Each call may walk the source again, so ask for many at once.
   */
  fetch?(paths: readonly string[]): Promise<readonly SourceFile[]>;
  /** Tells how far it is. */
  onProgress(done: number, total: number): void;
}

/** @public */
export interface ScannerResult {
  manifests: ScannedManifest[];
  /** One entry for every file that the scanner wanted for its own sake. */
  outcomes: FileOutcome[];
  /** Manifests that no lock file stands beside. */
  unlocked?: UnlockedFile[];
}

/** A manifest that no lock file stands beside. @public */
export interface UnlockedFile {
  path: string;
  /** In OSV's spelling. */
  ecosystem: string;
  /** What would lock it. */
  reason: string;
  /** False where it asks for packages; absent where its text does not tell. */
  locked?: boolean;
}

/**
 * Turns files of a source into components. A file that it cannot read is an
 * outcome, not an exception: the rest of the scan goes on, and what was known
 * of the place before stands.
 *
 * @public
 */
export interface Scanner {
  readonly id: string;
  /** Changes when the same files would give other components. */
  readonly version: string;
  /** Whether it wants a path, relative to the source. */
  wants(path: string): boolean;
  scan(input: ScannerInput): Promise<ScannerResult>;
}

/** @public */
export interface SupplyChainScannersExtensionPoint {
  addScanner(...scanners: Scanner[]): void;
}

/** Adds scanners besides the built-in one for dependencies. @public */
export const supplyChainScannersExtensionPoint =
  createExtensionPoint<SupplyChainScannersExtensionPoint>({
    id: 'supply-chain.scanners',
  });
