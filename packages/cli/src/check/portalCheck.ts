import type { GateReport } from '@safety-curtain/policy';
import { type Inventory, writeCycloneDx } from '@safety-curtain/sbom';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Place, Source } from '../input/source';
import { tool } from '../output/tool';
import { askPortalForJson, type Portal } from '../portal/request';

/** Places that are told to a portal one by one. */
const MOST_PLACES = 50;
const LONGEST_PLACE = 500;
const MAX_ANSWER = 64 * 1024 * 1024;

/** What a portal is asked. */
export interface PortalQuestion extends Portal {
  /** The catalog entity. */
  entity: string;
  /** What was there before: the service as it is in the portal, or nothing. */
  against: 'service' | 'nothing';
  revision?: string;
}

/**
 * Asks a portal what its gate says of a place, by its policy, its data and its
 * decisions. Throws `BadInputError` for what it refuses, `UnavailableError`
 * where it could not be reached.
 */
export async function askGate(
  source: Source,
  { url, token, entity, against, revision }: PortalQuestion,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<GateReport> {
  const body = gzipSync(sbomOf(source.inventory));
  const answer = await askPortalForJson(
    { url, token },
    {
      path: '/gate/check',
      query: {
        entityRef: entity,
        against,
        revision,
        unreadable: placesOf(source.unreadable),
        notLookedAt: placesOf(source.notLookedAt),
      },
      method: 'POST',
      headers: {
        'content-type': 'application/vnd.cyclonedx+json',
        'content-encoding': 'gzip',
      },
      body: () => ({ stream: new Blob([body]).stream(), close: () => {} }),
      maxAnswer: MAX_ANSWER,
      what: `The build of ${entity}`,
    },
    wait,
  );
  return answer as GateReport;
}

function sbomOf(inventory: Inventory): string {
  return writeCycloneDx(inventory, {
    serialNumber: `urn:uuid:${randomUUID()}`,
    timestamp: new Date().toISOString(),
    tools: [tool],
  });
}

/** What is beyond the most is told as a number, so that it is not forgotten. */
function placesOf(places: readonly Place[]): string[] {
  const named = places
    .slice(0, places.length > MOST_PLACES ? MOST_PLACES - 1 : MOST_PLACES)
    .map(({ at, reason }) => `${at}: ${reason}`.slice(0, LONGEST_PLACE));
  const left = places.length - named.length;
  return left > 0 ? [...named, `${left} more places`] : named;
}
