import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { toText } from '../../database/dialect';
import { lockTargets } from '../../database/locks';
import { inTransaction } from '../../database/transactions';
import { visibleMessage } from '../../messages/visibleMessage';
import type { Archive } from '../../records/documents/Archive';
import { storeDocuments } from '../../records/documents/documents';
import { storeRelease, StoredRelease } from '../../records/releases/releases';
import { changelogOf, snappedRelease } from '../../views/releases/changelog';
import type { DbReleasesRow, DbSnapshotsRow } from '../../database/tables';

const packed = promisify(gzip);

/** The media type of a changelog as it is kept. */
export const CHANGELOG_MEDIA_TYPE =
  'application/vnd.safety-curtain.changelog+json; version=1';

/** What could not be written is tried again after this time. */
const RETRY_MS = 3_600_000;

/** A release that is asked for. */
export interface AskedRelease {
  /** In lower case. */
  entityRef: string;
  name: string;
  /** Default: what is in force. */
  snapshot?: string;
  who: string;
}

/**
 * Makes releases, and writes the changelog of each. A release is stored at
 * once; its changelog is written after that, from what was known at its time,
 * so that whoever stores one need not wait for documents to be read.
 */
export class Releases {
  readonly #knex: Knex;
  readonly #archive: Archive;
  readonly #logger: LoggerService;

  constructor(options: {
    knex: Knex;
    archive: Archive;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#archive = options.archive;
    this.#logger = options.logger;
  }

  /**
   * Makes a release of a snapshot and writes its changelog. Throws
   * `ConflictError` where there is one of its name that is of another content.
   */
  async make(asked: AskedRelease): Promise<StoredRelease> {
    const stored = await inTransaction(this.#knex, trx => store(trx, asked));
    const { release, outcome } = stored;
    if (outcome === 'other') {
      throw new ConflictError(
        `${asked.entityRef} has a release ${asked.name} of another content (snapshot ${release.snapshot_id}); a release stays as it is, so give this one another name`,
      );
    }
    if (release.changelog_due_at !== null) await this.#attempt(release);
    return stored;
  }

  /** Writes the changelogs that are due, the oldest first. */
  async writeDue(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const release = await this.#knex('releases')
        .where('changelog_due_at', '<=', new Date())
        .orderBy(['changelog_due_at', 'id'])
        .first();
      if (!release) return;
      await this.#attempt(release);
    }
  }

  async #attempt(release: DbReleasesRow): Promise<void> {
    try {
      await this.#write(release);
    } catch (error) {
      const reason = visibleMessage(error);
      this.#logger.warn(
        `The changelog of release ${release.name} (${release.id}) could not be written: ${reason}`,
      );
      await this.#knex('releases')
        .where('id', release.id)
        .whereNotNull('changelog_due_at')
        .update({
          changelog_due_at: new Date(Date.now() + RETRY_MS),
          changelog_error: toText(reason),
        });
    }
  }

  async #write({ id, target_id: targetId }: DbReleasesRow): Promise<void> {
    const knex = this.#knex;
    const release = await snappedRelease(knex, id);
    const target = await knex('targets')
      .where('id', targetId)
      .first('entity_ref', 'name');
    if (!release || !target) throw new NotFoundError('Its snapshot is gone');
    const previous = await snappedRelease(knex, release.release.previous_id);
    const subject = { entityRef: target.entity_ref, name: target.name };
    const changelog = await changelogOf(knex, this.#archive, subject, {
      release,
      previous,
    });
    const bytes = Buffer.from(JSON.stringify(changelog));
    const [document] = await this.#archive.keep([
      {
        sha256: createHash('sha256').update(bytes).digest('hex'),
        mediaType: CHANGELOG_MEDIA_TYPE,
        gzip: await packed(bytes),
        size: bytes.length,
      },
    ]);
    await inTransaction(knex, async trx => {
      await storeDocuments(trx, [document], new Date());
      // Another replica may have been first: what is written stays.
      await trx('releases')
        .where('id', id)
        .whereNull('changelog_sha256')
        .update({
          changelog_sha256: document.sha256,
          changelog_due_at: null,
          changelog_error: null,
        });
    });
  }
}

async function store(
  trx: Knex.Transaction,
  { entityRef, name, snapshot: asked, who }: AskedRelease,
): Promise<StoredRelease> {
  const target = await trx('targets')
    .where('entity_ref', entityRef)
    .whereNull('removed_at')
    .first('id', 'snapshot_id');
  if (!target) {
    throw new NotFoundError(
      `${entityRef} is not in the catalog, or the filter of supplyChain.targets leaves it out`,
    );
  }
  await lockTargets(trx, [target.id]);
  const snapshot = await snapshotOf(trx, target.id, asked);
  return storeRelease(
    trx,
    {
      targetId: target.id,
      name: toText(name, 200),
      madeBy: 'api',
      recordedBy: who,
      snapshot,
    },
    new Date(),
  );
}

/** The snapshot that is named, or the one in force. */
async function snapshotOf(
  trx: Knex.Transaction,
  targetId: number,
  asked: string | undefined,
): Promise<DbSnapshotsRow> {
  if (asked !== undefined) {
    const named = await trx('snapshots')
      .where({ id: asked, target_id: targetId })
      .first();
    if (!named) throw new NotFoundError(`The entity has no snapshot ${asked}`);
    return named;
  }
  // Read once its row is held: a scan may have stored another.
  const current = await trx('targets as t')
    .join('snapshots as s', 's.id', 't.snapshot_id')
    .where('t.id', targetId)
    .first<DbSnapshotsRow | undefined>('s.*');
  if (!current) {
    throw new InputError(
      'Nothing is known of the entity yet: a release is made of a snapshot of a scan or an upload',
    );
  }
  return current;
}
