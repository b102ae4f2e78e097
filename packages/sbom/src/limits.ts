import { bounds } from '@safety-curtain/input';

/**
 * Bounds on untrusted input; reaching one is an error, never a truncated answer.
 *
 * @public
 */
export interface Limits {
  /** Length of one manifest in UTF-16 code units. */
  fileSize: number;
  /** Length of one SBOM document in bytes. */
  documentSize: number;
  /** Bytes of memory that the values of one text may take. */
  memory: number;
  /** The same for a text that is only read beside a manifest. */
  siblingMemory: number;
  /** Nesting of objects, arrays, elements or tables; also of `node_modules` folders. */
  depth: number;
  /** Package occurrences in one manifest, components in one SBOM document. */
  components: number;
  /** Dependency edges in one manifest or SBOM document. */
  edges: number;
  /** Files that one manifest may pull in: `-r` includes, parent POMs. */
  includes: number;
  /** Characters of one package URL. */
  purlLength: number;
  /** Warnings kept per manifest; the last one says how many were left out. */
  warnings: number;
}

/** What input is bounded by. @public */
export const limits: Readonly<Limits> = Object.freeze({
  fileSize: 64 * 1024 * 1024,
  documentSize: 100 * 1024 * 1024,
  memory: bounds.memory,
  siblingMemory: 128 * 1024 * 1024,
  depth: bounds.depth,
  components: 300_000,
  edges: 2_000_000,
  includes: 50,
  purlLength: 8_192,
  warnings: 1_000,
});
