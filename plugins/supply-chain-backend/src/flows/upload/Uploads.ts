import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  UploadedSbom,
  UploadQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs/promises';
import type { Request } from 'express';
import limitConcurrency from 'p-limit';
import type { Knex } from 'knex';
import { inTurn, TurnTakenError } from '../../database/leases';
import type { Archive } from '../../records/documents/Archive';
import {
  type BomIdentity,
  nextBomIdentity,
  statedIdentity,
} from '../../records/inventory/bomIdentity';
import { refuseManifest } from '../../records/inventory/components';
import type { TellLosses } from '../reading/lossEvents';
import type { SuddenLossRules } from '../../records/inventory/suddenLoss';
import { latestSnapshot } from '../../records/inventory/snapshots';
import { makersOf } from '../../records/targets/makers';
import type {
  EnginePool,
  ReadFailure,
  ReadUpload,
} from '../../engines/EnginePool';
import { noTelemetry, Telemetry } from '../../telemetry/Telemetry';
import { InTurn } from './InTurn';
import type { ReceivedDocument } from './readBody';
import { Reception, type ReceptionLimits } from './Reception';
import { observeUpload, sameUpload } from './sameUpload';
import {
  AlreadyStoredError,
  OvertakenError,
  StoredUpload,
  storeUpload,
} from './storeUpload';
import { placeOf, seriesOf, UploadTarget } from './uploadTarget';

/** An upload is refused because of what is in it; answered with 422. */
export class UnreadableSbomError extends Error {
  name = 'UnprocessableSbomError';
  readonly statusCode = 422;

  constructor(message: string, readonly failure: ReadFailure) {
    super(message);
  }
}

/** How long uploads of one name wait for those that other replicas read. */
const TURN = { leaseMs: 30_000, waitMs: 120_000 };

/** Takes over what an SBOM says of vulnerabilities; undefined where it says nothing. */
export type TakeVex = (
  document: ReceivedDocument,
  entityRef: string,
  series: string,
) => Promise<UploadedSbom['vex']>;

/** An upload, or what was fetched and is stored as one. */
type FetchedQuery = UploadQuery & { about?: readonly string[] };

/** What uploads may cost. */
export interface UploadLimits extends ReceptionLimits {
  /** Documents that are read and stored at once. */
  concurrency: number;
}

/**
 * Takes SBOMs that were made elsewhere. Bodies go to files as they arrive, and
 * are read a few at a time; what cannot be read leaves nothing behind.
 */
export class Uploads {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #pool: EnginePool;
  readonly #toolVersion: string;
  readonly #after: Parameters<typeof storeUpload>[6];
  readonly #telemetry: Telemetry;
  readonly #inTurn: ReturnType<typeof limitConcurrency>;
  /**
   * Uploads of one name are read one after another, as their versions count;
   * whoever waits for another takes no place.
   */
  readonly #seriesInTurn = new InTurn();
  readonly #reception: Reception;

  constructor(options: {
    knex: Knex;
    archive: Archive;
    pool: EnginePool;
    toolVersion: string;
    limits: UploadLimits;
    suddenLoss?: SuddenLossRules;
    asksApproval?: boolean;
    onLosses?: TellLosses;
    settleAside?: () => void;
    telemetry?: Telemetry;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#pool = options.pool;
    this.#toolVersion = options.toolVersion;
    const { suddenLoss, asksApproval, onLosses, settleAside, telemetry } =
      options;
    this.#after = {
      suddenLoss,
      asksApproval,
      onLosses,
      settleAside,
      telemetry,
    };
    this.#telemetry = telemetry ?? noTelemetry;
    this.#reception = new Reception(options.limits);
    this.#inTurn = limitConcurrency(options.limits.concurrency);
  }

  /**
   * Receives a request's document, reads it and stores it, and has what it says
   * of vulnerabilities taken over. A place for reading
   * is taken when all of the document is there: slow clients hold none.
   */
  async receive(
    request: Request,
    query: UploadQuery,
    recordedBy: string,
    takeVex: TakeVex,
  ): Promise<UploadedSbom> {
    const startedAt = new Date();
    const target = await this.#target(query.entityRef);
    return this.#reception.receive(request, recordedBy, document =>
      this.#takeInTurn(target, query, document, async () => {
        const taken = await this.#take(
          target,
          query,
          document,
          recordedBy,
          startedAt,
        );
        const vex =
          taken.created && taken.format === 'CycloneDX'
            ? await takeVex(document, target.entityRef, seriesOf(query))
            : undefined;
        return vex ? { ...taken, vex } : taken;
      }),
    );
  }

  /**
   * Reads a document that was fetched into a file, and stores it as an upload.
   *
   * @param about - digests of what it has to be about where it is an attestation
   */
  async takeFile(
    query: UploadQuery,
    { about, ...document }: ReceivedDocument & { about: readonly string[] },
    recordedBy: string,
  ): Promise<UploadedSbom> {
    const startedAt = new Date();
    const target = await this.#target(query.entityRef);
    return this.#takeInTurn(target, query, document, () =>
      this.#take(target, { ...query, about }, document, recordedBy, startedAt),
    );
  }

  async #takeInTurn(
    target: UploadTarget,
    query: UploadQuery,
    { sha256 }: ReceivedDocument,
    take: () => Promise<UploadedSbom>,
  ): Promise<UploadedSbom> {
    const observe = () => this.#observe(target, query, sha256);
    const series = JSON.stringify([target.id, seriesOf(query)]);
    return (
      (await observe()) ??
      (await this.#seriesInTurn.run(series, () =>
        this.#amongReplicas(series, () =>
          this.#inTurn(
            // It may have been stored while this one waited.
            async () => (await observe()) ?? take(),
          ),
        ),
      ))
    );
  }

  /** Documents say which version of their series they are, so the next ones wait. */
  async #amongReplicas<T>(series: string, work: () => Promise<T>): Promise<T> {
    const name = `upload ${createHash('sha256').update(series).digest('hex')}`;
    try {
      return await inTurn(this.#knex, name, TURN, work);
    } catch (error) {
      if (!(error instanceof TurnTakenError)) throw error;
      throw new ServiceUnavailableError(
        'Other uploads of this name have taken too long; send it again',
      );
    }
  }

  /** Undefined where the last upload of its name was another. */
  async #observe(
    target: UploadTarget,
    query: UploadQuery,
    sha256: string,
  ): Promise<UploadedSbom | undefined> {
    const same = await sameUpload(this.#knex, target.id, query, sha256);
    return same && observeUpload(this.#knex, target, same);
  }

  /**
   * Reads a document that is all there, and stores it; anew where another
   * replica has stored one of its name meanwhile.
   */
  async #take(
    target: UploadTarget,
    query: FetchedQuery,
    document: ReceivedDocument,
    recordedBy: string,
    startedAt: Date,
    attempts = 3,
  ): Promise<UploadedSbom> {
    const scanId = randomUUID();
    const last = await latestSnapshot(this.#knex, target.id, seriesOf(query));
    const bom = nextBomIdentity(last, scanId);
    const upload = await this.#read(target, query, document, bom, startedAt);
    const stored = await this.#store(
      target,
      query,
      { ...upload, scanId, bom },
      recordedBy,
      startedAt,
    ).catch(async error => {
      if (error instanceof OvertakenError && attempts > 1) {
        const left = attempts - 1;
        const again = await underOtherName(document, left);
        return this.#take(target, query, again, recordedBy, startedAt, left);
      }
      if (error instanceof OvertakenError) return undefined;
      if (!(error instanceof AlreadyStoredError)) throw error;
      return this.#observe(target, query, document.sha256);
    });
    if (!stored) {
      throw new ServiceUnavailableError(
        'Another upload took the place of this one meanwhile; send it again',
      );
    }
    if ('created' in stored) return stored;
    return {
      id: stored.snapshotId,
      entityRef: target.entityRef,
      sha256: upload.original.sha256,
      format: upload.format,
      specVersion: upload.specVersion,
      components: stored.components,
      quality: upload.quality,
      created: true,
      openFindings: stored.openFindings,
      releaseId: stored.release && String(stored.release.release.id),
      warnings: [...upload.warnings, ...releaseWarnings(stored.release)],
    };
  }

  async #target(ref: string): Promise<UploadTarget> {
    const entityRef = ref.toLocaleLowerCase('en-US');
    const row = await this.#knex('targets')
      .where('entity_ref', entityRef)
      .whereNull('removed_at')
      .first('id', 'entity_ref', 'name', 'source');
    if (!row) {
      throw new NotFoundError(
        `${entityRef} is not in the catalog, or the filter of supplyChain.targets leaves it out`,
      );
    }
    const { id, name } = row;
    return { id, entityRef, name, scanned: row.source !== null };
  }

  async #read(
    target: UploadTarget,
    query: FetchedQuery,
    { file, sha256 }: ReceivedDocument,
    bom: BomIdentity,
    startedAt: Date,
  ): Promise<ReadUpload> {
    const result = await this.#pool.readUpload(
      {
        file,
        path: placeOf(query),
        about: query.about,
        subject: { name: target.name, description: target.entityRef },
        meta: {
          ...statedIdentity(bom),
          timestamp: startedAt.toISOString(),
          tools: [{ name: 'Safety Curtain', version: this.#toolVersion }],
          ...(await makersOf(this.#knex, target.id)),
          properties: {
            'safety-curtain:entity': target.entityRef,
            'safety-curtain:uploaded-sha256': sha256,
            ...(query.revision && {
              'safety-curtain:revision': query.revision,
            }),
            ...(query.release && { 'safety-curtain:release': query.release }),
          },
        },
      },
      new AbortController().signal,
    );
    if ('error' in result) {
      throw new UnreadableSbomError(result.error, result.failure);
    }
    for (const manifest of result.upload.manifests) {
      const reason = await refuseManifest(manifest);
      if (reason) throw this.#refusal(reason);
    }
    if (result.upload.manifests.every(m => m.components.length === 0)) {
      throw new InputError('The SBOM lists no components');
    }
    return result.upload;
  }

  /** Of an SBOM that could be read; what cannot be is told where it is read. */
  #refusal(reason: string): UnreadableSbomError {
    const failure = 'content';
    this.#telemetry.record('readerFailures', 1, { format: 'upload', failure });
    return new UnreadableSbomError(reason, failure);
  }

  async #store(
    target: UploadTarget,
    query: UploadQuery,
    upload: ReadUpload & { scanId: string; bom: BomIdentity },
    recordedBy: string,
    startedAt: Date,
  ): Promise<StoredUpload> {
    // The archive may be far away: what another replica has stored meanwhile stays out of it.
    if (
      await sameUpload(this.#knex, target.id, query, upload.original.sha256)
    ) {
      throw new AlreadyStoredError();
    }
    const { inventory, cyclonedx, spdx } = upload.documents;
    const [original, ...written] = await this.#archive.keep([
      upload.original,
      inventory,
      cyclonedx,
      spdx,
    ]);
    return storeUpload(
      this.#knex,
      target,
      query,
      {
        ...upload,
        original,
        documents: {
          inventory: written[0],
          cyclonedx: written[1],
          spdx: written[2],
        },
      },
      recordedBy,
      startedAt,
      this.#after,
    );
  }
}

/** Readers put new files beside a document, by its name: read again, it has another. */
async function underOtherName(
  document: ReceivedDocument,
  left: number,
): Promise<ReceivedDocument> {
  const file = `${document.file}-${left}`;
  await fs.link(document.file, file);
  return { ...document, file };
}

/** A build that is done again sends another SBOM: it is stored, and its release stays as it is. */
function releaseWarnings(stored: StoredUpload['release']): string[] {
  if (stored?.outcome !== 'other') return [];
  const { name, snapshot_id: snapshot } = stored.release;
  return [
    `The release ${name} stays as it was made, of snapshot ${snapshot}: this SBOM is of another content`,
  ];
}
