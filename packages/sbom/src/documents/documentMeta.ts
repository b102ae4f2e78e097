import { byCodeUnit } from '../graph/graphBuilder';
import { BLANKS, BLANKS_PROPERTY } from './blanks';

/**
 * When in the life of software a document about it was made, in the words of CISA ("Types of Software
 * Bill of Material Documents", 2023).
 *
 * @public
 */
export type GenerationContext =
  | 'design'
  | 'source'
  | 'build'
  | 'analyzed'
  | 'deployed'
  | 'runtime';

/** Who answers for a document. @public */
export interface DocumentAuthor {
  kind: 'organization' | 'person';
  name: string;
}

/** The property that says whether all files of a source were read: `complete` or `partial`. */
export const COVERAGE_PROPERTY = 'safety-curtain:coverage';

/** What a document says of the files that could not be read. @public */
export function coverageProperties(
  unread: readonly string[],
): Record<string, string> {
  return unread.length > 0
    ? {
        [COVERAGE_PROPERTY]: 'partial',
        'safety-curtain:unread': unread.join(', '),
      }
    : { [COVERAGE_PROPERTY]: 'complete' };
}

/**
 * What a document says of its own making; a caller that fixes all of it gets the same bytes.
 *
 * @public
 */
export interface DocumentMeta {
  /** `urn:uuid:…`; the same for every version of one document. */
  serialNumber: string;
  /** Counted up when a document is issued anew under its serial number; 1 where absent. */
  version?: number;
  /** ISO 8601, UTC. */
  timestamp: string;
  tools: ReadonlyArray<{ name: string; version: string }>;
  /** Who answers for the document, where that is known. */
  authors?: readonly DocumentAuthor[];
  /** The organization that makes the subject, where that is known. */
  manufacturer?: string;
  /** When in the life of the software the document is made; not stated where absent. */
  context?: GenerationContext;
  /** SPDX document namespace (a unique URI); derived from the serial number where absent. */
  namespace?: string;
  /** Facts about the scan: source revision, entity reference, ... */
  properties?: Readonly<Record<string, string>>;
}

/** The facts about the scan, with why things are left out, by name. */
export function statedProperties({
  properties = {},
}: DocumentMeta): Array<[string, string]> {
  return Object.entries({ ...properties, [BLANKS_PROPERTY]: BLANKS }).sort(
    ([a], [b]) => byCodeUnit(a, b),
  );
}
