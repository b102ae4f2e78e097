import {
  envelopePieces,
  SignatureError,
  type SigningKey,
} from '@safety-curtain/archive';
import { NoticeEntry, writeNotices } from '@safety-curtain/licenses';
import { InputError } from '@backstage/errors';
import {
  type Archive,
  DocumentDamagedError,
  type StoredDocument,
} from '../../../records/documents/Archive';
import { toBoolean, toIso } from '../../../database/dialect';
import {
  ENVELOPE_ENDING,
  sbomExtension,
} from '../../../records/inventory/sbomExtension';
import type { ManifestUnresolved } from '../../../records/inventory/unresolved';
import type { ExportedFiles } from '../PackedFiles';
import { csvText } from '../csvText';
import {
  findingColumns,
  licenseColumns,
  LicensedRow,
  provenanceColumns,
  snapshotColumns,
} from './serviceColumns';
import type { WrittenVex } from '../../vex/writeVex';
import type { ExportedTarget, ServiceFacts } from './serviceFacts';
import { serviceFolder } from './serviceFolder';
import { writeChangelogs } from './changelogs';
import { unlessDamaged } from './unlessDamaged';
import type { DbSnapshotsRow } from '../../../database/tables';
import { counted } from '../../../messages/counted';

/** What the summary says of a service. */
export interface ServiceSummary {
  entityRef: string;
  name: string;
  owners: string[];
  folder: string;
  snapshots: number;
  documents: number;
  components: number;
  unknownLicenses: number;
  denied: number;
  toReview: number;
  findingsThen: number;
  findingsNow: number;
  /** Decisions in its VEX; undefined where none is written. */
  analyses?: number;
  gaps: string[];
}

/** Writes what was decided in a service as a VEX document. */
export type WriteServiceVex = (target: ExportedTarget) => Promise<WrittenVex>;

/** Writes what an export has of one service. */
export class ServiceSection {
  readonly #archive: Archive;
  readonly #formats: string[];
  readonly #key?: SigningKey;
  readonly #at: Date;
  readonly #extractVex: (bytes: Buffer) => Promise<string | undefined>;
  readonly #writeVex?: WriteServiceVex;

  constructor(options: {
    archive: Archive;
    formats: string[];
    /** Signs each SBOM. */
    key?: SigningKey;
    /** The time that reports speak of. */
    at: Date;
    extractVex: (bytes: Buffer) => Promise<string | undefined>;
    /** Absent where the export is of the past, of which decisions.json tells. */
    writeVex?: WriteServiceVex;
  }) {
    this.#archive = options.archive;
    this.#formats = options.formats;
    this.#key = options.key;
    this.#at = options.at;
    this.#extractVex = options.extractVex;
    this.#writeVex = options.writeVex;
  }

  /** Writes a service's files and tells what the summary says of it. */
  async write(
    files: ExportedFiles,
    facts: ServiceFacts,
  ): Promise<ServiceSummary> {
    const { target, owners, snapshots, components, findings } = facts;
    const folder = `services/${serviceFolder(target.entity_ref)}`;
    const gaps = new Set<string>();
    let documents = 0;
    for (const snapshot of snapshots) {
      documents += await this.#writeDocuments(files, folder, snapshot, gaps);
    }
    if (snapshots.length > 0) await this.#writeReports(files, folder, facts);
    const unwritten = await writeChangelogs(
      files,
      this.#archive,
      folder,
      facts.releases,
    );
    const analyses =
      snapshots.length > 0
        ? await this.#writeAnalyses(files, folder, facts, gaps)
        : undefined;
    return {
      entityRef: target.entity_ref,
      name: target.name,
      owners,
      folder,
      snapshots: snapshots.length,
      documents,
      components: components.length,
      unknownLicenses: components.filter(c => c.then.state !== 'known').length,
      denied: components.filter(c => c.evaluation?.verdict === 'deny').length,
      toReview: components.filter(c => c.evaluation?.verdict === 'review')
        .length,
      findingsThen: findings.filter(f => f.knownThen).length,
      findingsNow: findings.filter(f => f.knownNow).length,
      analyses,
      gaps: [
        ...gapsOf(facts),
        ...facts.unresolved.flatMap(unresolvedGap),
        ...gaps,
        ...facts.damaged,
        ...unwritten,
      ],
    };
  }

  async #add(
    files: ExportedFiles,
    path: string,
    document: StoredDocument,
  ): Promise<void> {
    const { bytes, packed, sha256 } = document;
    if (packed) {
      const { length: size } = bytes;
      await files.addPacked(path, { packed, size, sha256 });
    } else {
      await files.add(path, [bytes]);
    }
  }

  /** Writes a signature beside an SBOM; answers a sentence where there is none, but for want of a key. */
  async #sign(
    files: ExportedFiles,
    path: string,
    { mediaType, bytes }: StoredDocument,
  ): Promise<string | undefined> {
    if (!this.#key) return undefined;
    try {
      const signed = { payloadType: mediaType, payload: bytes };
      const envelope = await envelopePieces(signed, this.#key);
      await files.add(`${path}${ENVELOPE_ENDING}`, envelope);
      return undefined;
    } catch (error) {
      if (!(error instanceof SignatureError)) throw error;
      const reason = error.message;
      files.noteUnsigned({ path, reason });
      return `${path} is not signed on its own: ${reason}`;
    }
  }

  /** @param gaps - takes a sentence for each document that is damaged, or not signed. */
  async #writeDocuments(
    files: ExportedFiles,
    folder: string,
    snapshot: DbSnapshotsRow,
    gaps: Set<string>,
  ) {
    const wanted: [string, string][] = [];
    if (snapshot.original_sha256) {
      wanted.push(['original', snapshot.original_sha256]);
    }
    if (!snapshot.original_sha256 || this.#formats.includes('cyclonedx')) {
      wanted.push(['cyclonedx', snapshot.cyclonedx_sha256]);
    }
    if (this.#formats.includes('spdx')) {
      wanted.push(['spdx', snapshot.spdx_sha256]);
    }
    const day = toIso(snapshot.created_at)!.slice(0, 10);
    let written = 0;
    for (const [format, sha256] of wanted) {
      const document = await unlessDamaged(this.#archive.read(sha256), () =>
        gaps.add(
          `The ${format} document ${sha256} of snapshot ${snapshot.id} is damaged in the archive and left out`,
        ),
      );
      if (!document) continue;
      written++;
      const { bytes, mediaType } = document;
      const name = `${day}-${snapshot.id}.${format}.${sbomExtension(
        mediaType,
      )}`;
      const path = `${folder}/sboms/${name}`;
      await this.#add(files, path, document);
      const unsigned = await this.#sign(files, path, document);
      if (unsigned) gaps.add(unsigned);
      if (format === 'original') {
        const vex = await this.#extractVex(bytes);
        if (vex) {
          const file = `${folder}/vex/${day}-${snapshot.id}.vex.cdx.json`;
          await files.add(file, [vex]);
        }
      }
    }
    return written;
  }

  /** What was decided, as the portal gives it out; gives how many decisions there are. */
  async #writeAnalyses(
    files: ExportedFiles,
    folder: string,
    { target, isDecided }: ServiceFacts,
    gaps: Set<string>,
  ): Promise<number | undefined> {
    if (this.#writeVex && !isDecided) return 0;
    try {
      const vex = await this.#writeVex?.(target);
      if (vex && vex.decisions > 0) {
        const file = `${folder}/vex/decisions.${vex.extension}`;
        await files.add(file, [vex.text]);
      }
      return vex?.decisions;
    } catch (error) {
      if (
        !(error instanceof DocumentDamagedError) &&
        !(error instanceof InputError)
      ) {
        throw error;
      }
      gaps.add(`There is no VEX of what was decided: ${error.message}`);
      return undefined;
    }
  }

  async #writeReports(
    files: ExportedFiles,
    folder: string,
    { target, snapshots, components, origins, findings }: ServiceFacts,
  ) {
    const add = (name: string, content: AsyncIterable<string>) =>
      files.add(`${folder}/${name}`, content);
    await add('snapshots.csv', csvText(snapshotColumns, snapshots));
    await add('licenses.csv', csvText(licenseColumns, components));
    if (origins.length > 0) {
      await add('provenance.csv', csvText(provenanceColumns, origins));
    }
    await add('findings.csv', csvText(findingColumns, findings));
    await files.add(
      `${folder}/notices.txt`,
      writeNotices(
        {
          subject: target.name,
          release: snapshots.at(-1)?.release ?? undefined,
          generatedAt: this.#at.toISOString(),
          entries: components
            .filter(row => row.component.scope !== 'development')
            .map(toNotice),
        },
        'text',
      ),
    );
  }
}

function toNotice({ component, then }: LicensedRow): NoticeEntry {
  const { purl, name, version } = component;
  return {
    purl,
    name,
    version,
    state: then.state,
    expression: then.expression,
  };
}

/** Packages that are named in a gap; the figure is of all. */
const NAMED = 5;

function unresolvedGap({
  path,
  unresolved: { count, first, poms },
}: ManifestUnresolved): string[] {
  if (count === 0) return [];
  const listed = (all: string[], total: number) =>
    `${all.slice(0, NAMED).join(', ')}${total > NAMED ? ', …' : ''}`;
  const missing = poms.map(({ role, name }) => `${role} ${name}`);
  const why =
    missing.length > 0
      ? ` (not at hand: ${listed(missing, missing.length)})`
      : '';
  return [
    `${counted(count, 'version')} unresolved in ${path}: ${listed(
      first,
      count,
    )}${why}`,
  ];
}

function gapsOf({ target, snapshots, components }: ServiceFacts): string[] {
  const unknown = components.filter(c => c.then.state !== 'known').length;
  return [
    ...(snapshots.length === 0 ? ['There is no SBOM for this scope'] : []),
    ...(snapshots.some(s => toBoolean(s.partial))
      ? ['Some files could not be read: see snapshots.csv']
      : []),
    ...(target.source_error && snapshots.length === 0
      ? [`It names no readable source: ${target.source_error}`]
      : []),
    ...(target.last_outcome === 'failed'
      ? [`Its last scan failed: ${target.last_error ?? 'no reason is known'}`]
      : []),
    ...(unknown > 0
      ? [`The license of ${counted(unknown, 'package')} is not settled`]
      : []),
    ...(target.removed_at !== null ? ['It has left the catalog since'] : []),
  ];
}
