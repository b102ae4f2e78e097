import type { FileOutcome } from '@safety-curtain/plugin-supply-chain-node';
import type { Inventory, Manifest, SbomQuality } from '@safety-curtain/sbom';
import type { KeptDocument } from '../../records/documents/documents';
import type { NewChange } from '../../records/changes/serviceChanges';
import type { SourceFindings } from '../../records/documents/storeSource';
import type { UnreadPlace } from '../../records/inventory/links';
import type { KeptDocuments } from '../../records/inventory/snapshots';
import type { InspectedSource } from '../inspect/inspectSource';
import type { FoundIgnoreFiles } from '../vex/readIgnoreFiles';
import type { DbSnapshotsRow } from '../../database/tables';

/** What a scan found, before it is stored. */
export interface ScanFindings {
  /** With what it is good for, as it is stored. */
  etag: string;
  revision: string;
  /** Manifests that were read this time. */
  manifests: Manifest[];
  /** Places that hold, or may hold, manifests and could not be read. */
  unread: UnreadPlace[];
  outcomes: FileOutcome[];
  /** The snapshot: what was read, and the last good reading of the rest. */
  inventory: Inventory;
  digest: string;
  previous?: DbSnapshotsRow;
  /** Damaged documents of the previous snapshot, their bytes as they were. */
  restored?: KeptDocument[];
  /** Absent where the previous snapshot holds the same. */
  documents?: KeptDocuments;
  quality?: SbomQuality;
  /** What made the documents: `Safety Curtain 1.0.0`. */
  tools: string[];
  source: SourceFindings;
  /** Of files that configure security. */
  changes?: NewChange[];
  /** Absent where nobody looked for any. */
  ignoreFiles?: FoundIgnoreFiles;
  /** What the inspections say; absent where the source's reader does not tell what there is. */
  inspections?: InspectedSource;
}
