import type { DbSnapshotsRow } from '../../database/tables';

/** What tells the SBOMs that we write of a snapshot from all others. */
export interface BomIdentity {
  /** A UUID, the same in all snapshots of a series. */
  serial: string;
  /** Rises by one with each snapshot of a series. */
  version: number;
}

type IdentityColumns = Pick<
  DbSnapshotsRow,
  'scan_id' | 'bom_serial' | 'bom_version'
>;

/** The first of a series has the id of its scan as its serial number. */
export function bomIdentityOf(snapshot: IdentityColumns): BomIdentity {
  return {
    serial: snapshot.bom_serial ?? snapshot.scan_id,
    version: snapshot.bom_version,
  };
}

/** Of the snapshot that comes after the last one of a series, if there is any. */
export function nextBomIdentity(
  last: IdentityColumns | undefined,
  scanId: string,
): BomIdentity {
  if (!last) return { serial: scanId, version: 1 };
  const { serial, version } = bomIdentityOf(last);
  return { serial, version: version + 1 };
}

/** As documents say it. */
export function statedIdentity({ serial, version }: BomIdentity) {
  return { serialNumber: `urn:uuid:${serial}`, version };
}
