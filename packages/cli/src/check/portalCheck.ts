import type { GateReport } from '@safety-curtain/policy';
import {
  BUILD_MEDIA_TYPE,
  MOST_NOTES,
  type ReportedSource,
  type SentNote,
  type SentRevision,
  sourceReportOf,
  type ToolReport,
} from '@safety-curtain/reports';
import { type Inventory, writeCycloneDx } from '@safety-curtain/sbom';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Place, Source } from '../input/source';
import { tool } from '../output/tool';
import { askPortalForJson, type Portal } from '../portal/request';
import { counted } from '../output/counted';

const MAX_ANSWER = 64 * 1024 * 1024;

/** What a portal is asked. */
export interface PortalQuestion extends Portal {
  /** The catalog entity. */
  entity: string;
  /** What was there before: the service as it is in the portal, or nothing. */
  against: 'service' | 'nothing';
  revision?: string;
}

/** A place as a portal is told of it. */
export interface SentPlace {
  source: Source;
  /** What inspections and other tools say of it. */
  reports: readonly ToolReport[];
}

/** What was there before. */
export interface SentBefore extends Omit<SentPlace, 'source'> {
  /** As people know it. */
  what: string;
  /** Absent where only reports tell of it. */
  source?: Source;
}

/**
 * Asks a portal what its gate says of a place, by its policy, its data and its
 * decisions. Throws `BadInputError` for what it refuses, `UnavailableError`
 * where it could not be reached.
 */
export async function askGate(
  { source, reports }: SentPlace,
  before: SentBefore | undefined,
  { url, token, entity, against, revision }: PortalQuestion,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<GateReport> {
  const sbom = sbomOf(source.inventory);
  // Portals that know no more than an SBOM are asked with that where there is no more to say.
  const isAlone =
    reports.length === 0 &&
    source.unreadable.length === 0 &&
    source.notLookedAt.length === 0 &&
    !before;
  const body = gzipSync(
    isAlone
      ? sbom
      : JSON.stringify({
          ...sentRevision(source, reports),
          ...(before && { base: sentBefore(before) }),
        }),
  );
  const answer = await askPortalForJson(
    { url, token },
    {
      path: '/gate/check',
      query: { entityRef: entity, against, revision },
      method: 'POST',
      headers: {
        'content-type': isAlone
          ? 'application/vnd.cyclonedx+json'
          : BUILD_MEDIA_TYPE,
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

function sentBefore({ what, source, reports }: SentBefore) {
  return {
    what,
    ...(source ? sentRevision(source, reports) : reportedSource(reports)),
  };
}

function sentRevision(
  { inventory, unreadable, notLookedAt }: Source,
  reports: readonly ToolReport[],
): SentRevision {
  return {
    sbom: JSON.parse(sbomOf(inventory)),
    ...reportedSource(reports, inventory),
    unreadable: notesOf(unreadable),
    notLookedAt: notesOf(notLookedAt),
  };
}

/** Secrets are told apart by hashes that are of this run alone. */
function reportedSource(
  reports: readonly ToolReport[],
  { manifests }: Pick<Inventory, 'manifests'> = { manifests: [] },
): ReportedSource {
  return {
    reports: reports.map(sourceReportOf),
    locks: manifests.flatMap(({ path, lock }) =>
      lock ? [{ path, lock }] : [],
    ),
  };
}

function sbomOf(inventory: Inventory): string {
  return writeCycloneDx(inventory, {
    serialNumber: `urn:uuid:${randomUUID()}`,
    timestamp: new Date().toISOString(),
    tools: [tool],
  });
}

/** What is beyond the most is told as a number, so that it is not forgotten. */
function notesOf(places: readonly Place[]): SentNote[] {
  if (places.length <= MOST_NOTES) return [...places];
  const named = places.slice(0, MOST_NOTES - 1);
  const left = places.length - named.length;
  return [...named, { at: '', reason: counted(left, 'more place') }];
}
