import { mockServices } from '@backstage/backend-test-utils';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import { listDamaged, listHealed } from '../../records/documents/damage';
import { DocumentChecks } from './DocumentChecks';
import { storeDocuments } from '../../records/documents/documents';

const DAY = 24 * 3_600_000;

function pack(text: string) {
  const bytes = Buffer.from(text);
  return {
    mediaType: 'application/json',
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    gzip: gzipSync(bytes),
    store: 'database',
  };
}

describe.each(databaseIds)('checks of documents on %p', id => {
  it('read a share each night, and each document within thirty', async () => {
    const knex = await createDatabase(id);
    const documents = Array.from({ length: 60 }, (_, i) => pack(`{"a":${i}}`));
    await knex.transaction(trx => storeDocuments(trx, documents, new Date()));
    const checks = new DocumentChecks({
      knex,
      archive: archiveOf(knex),
      logger: mockServices.logger.mock(),
    });
    const { signal } = new AbortController();
    const start = Date.now();
    const unread = async () =>
      (await knex('documents').whereNull('checked_at')).length;

    await checks.run(signal, new Date(start));
    expect(await unread()).toBe(58);
    const damaged = documents[30].sha256;
    await knex('documents')
      .where('sha256', damaged)
      .update({ gzip: gzipSync('{"a":"?"}'), checked_at: null });
    for (let night = 1; night <= 30; night++) {
      await checks.run(signal, new Date(start + night * DAY));
    }
    expect(await unread()).toBe(0);
    expect(await listDamaged(knex)).toMatchObject({
      count: 1,
      documents: [{ sha256: damaged, reason: 'its digest differs' }],
    });

    // Restored from a backup: the next round finds it well.
    await knex('documents')
      .where('sha256', damaged)
      .update({ gzip: documents[30].gzip });
    for (let night = 31; night <= 61; night++) {
      await checks.run(signal, new Date(start + night * DAY));
    }
    expect((await listDamaged(knex)).count).toBe(0);
    expect(await listHealed(knex)).toMatchObject([
      { sha256: damaged, reason: 'its digest differs' },
    ]);
  });

  it('read nothing twice where nothing is due', async () => {
    const knex = await createDatabase(id);
    await knex.transaction(trx => storeDocuments(trx, [pack('1')], new Date()));
    const archive = archiveOf(knex);
    const read = jest.spyOn(archive, 'check');
    const logger = mockServices.logger.mock();
    const checks = new DocumentChecks({ knex, archive, logger });
    const { signal } = new AbortController();
    for (let i = 0; i < 3; i++) await checks.run(signal);
    expect(read).toHaveBeenCalledTimes(1);
  });
});
