import type { ArchiveStore } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { Archive } from '../records/documents/Archive';

/** The archive of a test's database, or one that writes to another store. */
export function archiveOf(knex: Knex, store?: ArchiveStore): Archive {
  return new Archive({
    knex,
    stores: store ? [store] : [],
    writeTo: store?.id ?? 'database',
  });
}
