import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Archive, DocumentDamagedError } from '../../records/documents/Archive';
import { noteHealed } from '../../records/documents/damage';
import { counted } from '../../messages/counted';

/** In so many nights every document is read once. */
const NIGHTS = 30;
const DAY_MS = 24 * 3_600_000;

/**
 * Reads a share of all documents, those first that were longest not read, and
 * notes which are damaged: a disk or a bucket loses bytes without a word, and
 * an auditor should not be the first to see it.
 */
export class DocumentChecks {
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

  /** One night's share. */
  async run(signal: AbortSignal, now = new Date()): Promise<void> {
    let damaged = 0;
    for (const sha256 of await this.#due(now)) {
      signal.throwIfAborted();
      if (!(await this.#check(sha256, signal, now))) damaged++;
    }
    if (damaged > 0) {
      this.#logger.error(
        `${counted(
          damaged,
          'stored document is damaged; it is',
          'stored documents are damaged; they are',
        )} listed on the SystemHealth page`,
      );
    }
  }

  async #due(now: Date): Promise<string[]> {
    const [{ count }] = await this.#knex('documents').count({ count: '*' });
    return (
      this.#knex('documents')
        .where('deleting', false)
        .where(due =>
          due
            .whereNull('checked_at')
            .orWhere(
              'checked_at',
              '<',
              new Date(now.getTime() - NIGHTS * DAY_MS),
            ),
        )
        // Never read comes first on both databases, and after all others what
        // a store did not answer for.
        .orderByRaw(
          'unchecked_at is not null, unchecked_at, checked_at is not null, checked_at, sha256',
        )
        .limit(Math.ceil(Number(count) / NIGHTS))
        .pluck('sha256')
    );
  }

  /** Reading notes the damage; bytes that are whole again are no longer damaged. */
  async #check(
    sha256: string,
    signal: AbortSignal,
    now: Date,
  ): Promise<boolean> {
    const row = this.#knex('documents').where('sha256', sha256);
    try {
      await this.#archive.check(sha256, signal);
      await row.clone().update({ checked_at: now, unchecked_at: null });
      await noteHealed(this.#knex, sha256, now);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DocumentDamagedError) {
        await row.clone().update({ checked_at: now, unchecked_at: null });
        return false;
      }
      // A store that does not answer says nothing about the document.
      await row.clone().update({ unchecked_at: now });
      this.#logger.warn(`A document could not be checked: ${error}`);
    }
    return true;
  }
}
