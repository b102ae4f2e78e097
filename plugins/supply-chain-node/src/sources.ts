import { createExtensionPoint } from '@backstage/backend-plugin-api';

/** A file that a scanner asked for. @public */
export interface SourceFile {
  /** Relative to the source, with forward slashes. */
  path: string;
  content: Buffer;
}

/** A file that was wanted and not taken, with the reason for people. @public */
export interface SkippedFile {
  path: string;
  reason: string;
  /** True where the file may hold components that are now unknown. */
  failed: boolean;
}

/** What is taken of one source at the most. @public */
export interface SourceLimits {
  files: number;
  /** Bytes of one file. */
  fileBytes: number;
  /** Bytes of all files together. */
  totalBytes: number;
  /** Folders below one another. */
  depth: number;
}

/**
 * Takes note of all files of a source, beside those that are wanted: which
 * there are, and how they begin. Limits are its own. What it is told nothing
 * about is not known, so a reader that has no use for it loses nothing else.
 *
 * @public
 */
export interface SourceObserver {
  /**
   * Is told of a file outside ignored folders, and gives how many of its first
   * bytes it asks for; 0 for none.
   *
   * @param size - in bytes; 0 where it is not known
   * @param whole - whether the reader holds all of it to give some of it
   */
  onFile(path: string, size: number, whole: boolean): number;
  /** Is given the bytes that it asked for, or more. */
  onContent(path: string, content: Uint8Array): void;
  /** Is told of a file that has no content to give, as a link, with the reason. */
  onUnread(path: string, reason: string): void;
  /** Is told of a place that may hold more files and was not looked into. */
  onMissed(path: string): void;
}

/** @public */
export interface SourceReadOptions {
  /** An address or an absolute path, as the entity's location says. */
  target: string;
  /** The etag of the last good read: an unchanged source is not read again. */
  etag?: string;
  /** Whether a path, relative to the source, is wanted. */
  wants(path: string): boolean;
  /** Whether a folder, relative to the source, need not be looked into. */
  ignoresFolder(path: string): boolean;
  limits: SourceLimits;
  /**
   * Paths of manifests that an earlier read gave. Where one of them, or a folder
   * above it, is now something that is not read, as a link, it is to be skipped
   * as `failed`: what was known of it then stands.
   */
  readBefore?: readonly string[];
  /** Takes note of all files; the etag then stands for all of them. */
  observer?: SourceObserver;
  signal: AbortSignal;
}

/** @public */
export type SourceReadResult =
  | { unchanged: true }
  | {
      unchanged: false;
      files: SourceFile[];
      skipped: SkippedFile[];
      /** To be given back on the next read. */
      etag: string;
      /** The commit or digest that names this state of the source. */
      revision: string;
    };

/**
 * Reads sources of one kind of location.
 *
 * @public
 */
export interface SourceReader {
  /** The location types that it reads: `url`, `file`, or one of its own. */
  readonly types: readonly string[];
  /** Whether it can read this location; the first reader that can is taken. */
  supports(target: string): boolean;
  read(options: SourceReadOptions): Promise<SourceReadResult>;
}

/** @public */
export interface SupplyChainSourcesExtensionPoint {
  /** Readers added later are asked first. */
  addSourceReader(...readers: SourceReader[]): void;
}

/** Adds ways to read the sources of targets. @public */
export const supplyChainSourcesExtensionPoint =
  createExtensionPoint<SupplyChainSourcesExtensionPoint>({
    id: 'supply-chain.sources',
  });
