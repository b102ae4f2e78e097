import {
  evaluateLicense,
  LicenseEvaluation,
  readLicensePolicy,
} from '@safety-curtain/licenses';
import type { FindingAsOf } from '@safety-curtain/plugin-supply-chain-common';
import { strongerUse, type Component } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import type { Archive } from '../../../records/documents/Archive';
import { toDate } from '../../../database/dialect';
import {
  ComponentKnowledge,
  KnownComponent,
} from '../../../views/history/ComponentKnowledge';
import { findingsAsOf } from '../../../views/history/findingsAsOf';
import { VulnerabilityKnowledge } from '../../../views/history/VulnerabilityKnowledge';
import { readInventory } from '../../../records/inventory/snapshots';
import type { ManifestUnresolved } from '../../../records/inventory/unresolved';
import { provenanceOf } from '../../../views/provenance/readProvenance';
import type { KnownLicense } from '../../../views/licenses/asOf';
import type { LicensedRow, OriginRow } from './serviceColumns';
import { unlessDamaged } from './unlessDamaged';
import type {
  DbReleasesRow,
  DbSnapshotsRow,
  DbTargetsRow,
} from '../../../database/tables';

/** A service of an export. */
export type ExportedTarget = DbTargetsRow;

/** What the database has of a service. */
export interface ExportedService {
  target: ExportedTarget;
  owners: string[];
  /** Of its manifests as they were last read. */
  unresolved: ManifestUnresolved[];
  /** Whether anything is decided about its findings that stands. */
  isDecided: boolean;
  snapshots: DbSnapshotsRow[];
  /** Of the snapshots. */
  releases: DbReleasesRow[];
}

/** What an export tells of a service, besides its documents. */
export interface ServiceFacts extends ExportedService {
  components: LicensedRow[];
  /** Where components come from, of those that somebody was asked about. */
  origins: OriginRow[];
  findings: FindingAsOf[];
  /** A sentence for each inventory that is damaged. */
  damaged: string[];
}

const UNKNOWN: KnownLicense = { category: 'unclassified', state: 'unknown' };

/** Gathers what an export tells of services at a time. */
export class ServiceFactsReader {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #at: Date;
  readonly #policies: Map<string, ReturnType<typeof readLicensePolicy>>;
  readonly #components: ComponentKnowledge;
  readonly #vulnerabilities: VulnerabilityKnowledge;
  readonly #evaluations = new Map<string, LicenseEvaluation>();

  constructor(options: {
    knex: Knex;
    archive: Archive;
    /** The time that reports speak of. */
    at: Date;
    policies: Map<string, ReturnType<typeof readLicensePolicy>>;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#at = options.at;
    this.#policies = options.policies;
    this.#components = new ComponentKnowledge(options.knex, options.at);
    this.#vulnerabilities = new VulnerabilityKnowledge(options.knex);
  }

  async read(service: ExportedService): Promise<ServiceFacts> {
    const { target, snapshots } = service;
    const damaged: string[] = [];
    const current = snapshots.filter(
      s => s.superseded_at === null || toDate(s.superseded_at) > this.#at,
    );
    const components = await this.#read(
      current.length > 0 ? current : snapshots.slice(-1),
      damaged,
    );
    const purls = components.map(c => c.purl);
    const known = await this.#components.of(purls);
    const provenances = await provenanceOf(this.#knex, purls);
    const findings = await findingsAsOf(
      this.#knex,
      target.id,
      known.values(),
      this.#at,
      this.#vulnerabilities,
    );
    return {
      ...service,
      components: components.map(component =>
        this.#licensed(target, component, known.get(component.purl)),
      ),
      origins: components.flatMap(component => {
        const provenance = provenances.get(component.purl);
        return provenance ? [{ component, provenance }] : [];
      }),
      findings,
      damaged,
    };
  }

  async #read(
    snapshots: DbSnapshotsRow[],
    damaged: string[],
  ): Promise<Component[]> {
    const byPurl = new Map<string, Component>();
    for (const snapshot of snapshots) {
      const inventory = await unlessDamaged(
        readInventory(this.#archive, snapshot),
        () =>
          damaged.push(
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
}
