import type { Scanner } from '@safety-curtain/plugin-supply-chain-node';
import type { SourceLocation } from '../../outside/sources/SourceLocation';

/** Raised when sources that did not change are to be read once more. */
const SURVEY_VERSION = 2;

/**
 * What an etag is good for: a source may move while it is scanned, to another
 * folder of one commit, and scanners may want other files of it.
 */
export function etagScope(
  source: SourceLocation,
  scanners: readonly Pick<Scanner, 'id' | 'version'>[],
  reading: {
    /** Path of a result of OpenSSF Scorecard in sources that have one. */
    openSsfFile?: string;
    /** What inspections make of the same files at this time; absent where nothing is inspected. */
    inspections?: string;
  },
): string {
  const versions = scanners.map(({ id, version }) => `${id}@${version}`);
  return JSON.stringify([
    versions,
    source,
    SURVEY_VERSION,
    reading.openSsfFile ?? null,
    reading.inspections ?? null,
  ]);
}

/** The etag as it is stored. */
export function etagWith(etag: string, scope: string): string {
  return JSON.stringify([scope, etag]);
}

/** The etag that was stored for this scope; undefined where it was for another. */
export function etagOf(
  stored: string | undefined,
  scope: string,
): string | undefined {
  if (!stored) return undefined;
  const [storedScope, etag] = JSON.parse(stored) as [string, string];
  return storedScope === scope ? etag : undefined;
}
