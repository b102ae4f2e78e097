import {
  evaluateLicense,
  LicenseEvaluation,
  NoticeEntry,
  readLicensePolicy,
  writeNotices,
} from '@safety-curtain/licenses';
import type { FindingAsOf } from '@safety-curtain/plugin-supply-chain-common';
import { strongerUse, type Component } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { type Archive, DocumentDamagedError } from '../../archive/Archive';
import { toBoolean, toDate, toIso } from '../../database/dialect';
import {
  ComponentKnowledge,
  KnownComponent,
} from '../../history/ComponentKnowledge';
import { findingsAsOf } from '../../history/findingsAsOf';
import { sbomExtension } from '../../inventory/sbomExtension';
import { readInventory, SnapshotRow } from '../../inventory/snapshots';
import type { KnownLicense } from '../../licenses/asOf';
import type { ArchiveWriter } from '../ArchiveWriter';
import { csvText } from '../csvText';
import {
  findingColumns,
  licenseColumns,
  LicensedRow,
  snapshotColumns,
} from './serviceColumns';
import { serviceFolder } from './serviceFolder';

/** A service of an export. */
export interface ExportedTarget {
  id: number;
  entity_ref: string;
  name: string;
  system_ref: string | null;
  lifecycle: string | null;
  distribution: string;
  last_outcome: string | null;
  last_error: string | null;
  source_error: string | null;
  removed_at: unknown;
}

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
  gaps: string[];
}

const UNKNOWN: KnownLicense = { category: 'unclassified', state: 'unknown' };

/** Writes what an export has of one service. */
export class ServiceSection {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #writer: ArchiveWriter;
  readonly #formats: string[];
  readonly #at: Date;
  readonly #policies: Map<string, ReturnType<typeof readLicensePolicy>>;
  readonly #knowledge: ComponentKnowledge;
  readonly #evaluations = new Map<string, LicenseEvaluation>();
  readonly #extractVex: (bytes: Buffer) => Promise<string | undefined>;

  constructor(options: {
    knex: Knex;
    archive: Archive;
    writer: ArchiveWriter;
    formats: string[];
    /** The time that reports speak of. */
    at: Date;
    policies: Map<string, ReturnType<typeof readLicensePolicy>>;
    extractVex: (bytes: Buffer) => Promise<string | undefined>;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#writer = options.writer;
    this.#formats = options.formats;
    this.#at = options.at;
    this.#knowledge = new ComponentKnowledge(options.knex, options.at);
    this.#policies = options.policies;
    this.#extractVex = options.extractVex;
  }

  /** Writes a service's files and tells what the summary says of it. */
  async write(
    target: ExportedTarget,
    owners: string[],
    snapshots: SnapshotRow[],
  ): Promise<ServiceSummary> {
    const folder = `services/${serviceFolder(target.entity_ref)}`;
    const damaged = new Set<string>();
    let documents = 0;
    for (const snapshot of snapshots) {
      documents += await this.#writeDocuments(folder, snapshot, damaged);
    }
    const current = snapshots.filter(
      s => s.superseded_at === null || toDate(s.superseded_at) > this.#at,
    );
    const components = await this.#components(
      current.length > 0 ? current : snapshots.slice(-1),
      damaged,
    );
    const known = await this.#knowledge.of(components.map(c => c.purl));
    const licensed = components.map(component =>
      this.#licensed(target, component, known.get(component.purl)),
    );
    const findings = await findingsAsOf(
      this.#knex,
      target.id,
      known.values(),
      this.#at,
    );
    if (snapshots.length > 0) {
      await this.#writeReports(folder, target, snapshots, licensed, findings);
    }
    return {
      entityRef: target.entity_ref,
      name: target.name,
      owners,
      folder,
      snapshots: snapshots.length,
      documents,
      components: components.length,
      unknownLicenses: licensed.filter(l => l.then.state !== 'known').length,
      denied: licensed.filter(l => l.evaluation?.verdict === 'deny').length,
      toReview: licensed.filter(l => l.evaluation?.verdict === 'review').length,
      findingsThen: findings.filter(f => f.knownThen).length,
      findingsNow: findings.filter(f => f.knownNow).length,
      gaps: [...gapsOf(target, snapshots, licensed), ...damaged],
    };
  }

  /** @param damaged - takes a sentence for each document that is. */
  async #writeDocuments(
    folder: string,
    snapshot: SnapshotRow,
    damaged: Set<string>,
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
        damaged.add(
          `The ${format} document ${sha256} of snapshot ${snapshot.id} is damaged in the archive and left out`,
        ),
      );
      if (!document) continue;
      written++;
      const { bytes, mediaType } = document;
      const name = `${day}-${snapshot.id}.${format}.${sbomExtension(
        mediaType,
      )}`;
      await this.#writer.add(`${folder}/sboms/${name}`, [bytes]);
      if (format === 'original') {
        const vex = await this.#extractVex(bytes);
        if (vex) {
          const file = `${folder}/vex/${day}-${snapshot.id}.vex.cdx.json`;
          await this.#writer.add(file, [vex]);
        }
      }
    }
    return written;
  }

  async #components(
    snapshots: SnapshotRow[],
    damaged: Set<string>,
  ): Promise<Component[]> {
    const byPurl = new Map<string, Component>();
    for (const snapshot of snapshots) {
      const inventory = await unlessDamaged(
        readInventory(this.#archive, snapshot),
        () =>
          damaged.add(
            `The inventory ${snapshot.inventory_sha256} of snapshot ${snapshot.id} is damaged in the archive: its components are missing from licenses.csv, findings.csv and notices.txt`,
          ),
      );
      const manifests = inventory?.manifests ?? [];
      for (const component of manifests.flatMap(m => m.components)) {
        const known = byPurl.get(component.purl);
        byPurl.set(
          component.purl,
          known ? { ...known, ...strongerUse(known, component) } : component,
        );
      }
    }
    return [...byPurl.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1));
  }

  #licensed(
    target: ExportedTarget,
    component: Component,
    known: KnownComponent | undefined,
  ): LicensedRow {
    const { then = UNKNOWN, now = UNKNOWN } = known ?? {};
    const evaluation = this.#evaluate(target.distribution, component, then);
    return { component, then, now, evaluation };
  }

  #evaluate(name: string, component: Component, license: KnownLicense) {
    const policy = this.#policies.get(name);
    if (!policy || component.scope === 'development') return undefined;
    const key = `${name}\0${license.state}\0${license.expression ?? ''}`;
    const known = this.#evaluations.get(key);
    if (known) return known;
    const evaluation = evaluateLicense(
      license.state === 'known'
        ? { state: 'known', expression: license.expression! }
        : { state: license.state },
      policy,
    );
    this.#evaluations.set(key, evaluation);
    return evaluation;
  }

  async #writeReports(
    folder: string,
    target: ExportedTarget,
    snapshots: SnapshotRow[],
    licensed: LicensedRow[],
    findings: FindingAsOf[],
  ) {
    const add = (name: string, content: AsyncIterable<string>) =>
      this.#writer.add(`${folder}/${name}`, content);
    await add('snapshots.csv', csvText(snapshotColumns, snapshots));
    await add('licenses.csv', csvText(licenseColumns, licensed));
    await add('findings.csv', csvText(findingColumns, findings));
    await this.#writer.add(
      `${folder}/notices.txt`,
      writeNotices(
        {
          subject: target.name,
          release: snapshots.at(-1)?.release ?? undefined,
          generatedAt: this.#at.toISOString(),
          entries: licensed
            .filter(row => row.component.scope !== 'development')
            .map(toNotice),
        },
        'text',
      ),
    );
  }
}

/** What is read, or undefined where the document is damaged and that was told. */
async function unlessDamaged<T>(
  reading: Promise<T>,
  tell: () => void,
): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof DocumentDamagedError)) throw error;
    tell();
    return undefined;
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

function gapsOf(
  target: ExportedTarget,
  snapshots: SnapshotRow[],
  licensed: LicensedRow[],
): string[] {
  const unknown = licensed.filter(l => l.then.state !== 'known').length;
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
      ? [`The licence of ${unknown} packages is not settled`]
      : []),
    ...(target.removed_at !== null ? ['It has left the catalog since'] : []),
  ];
}
