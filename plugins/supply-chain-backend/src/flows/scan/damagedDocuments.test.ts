import type { Knex } from 'knex';
import { archiveOf } from '../../__testUtils__/archive';
import { databaseIds } from '../../__testUtils__/databases';
import { listDamaged, listHealed } from '../../records/documents/damage';
import { directory, lock, replicaWith } from './__testUtils__/scannedShop';

type DocumentColumn = 'cyclonedx_sha256' | 'spdx_sha256' | 'inventory_sha256';

/** Damages the stored bytes of documents of the latest snapshot. */
async function damage(
  knex: Knex,
  columns: DocumentColumn[],
): Promise<string[]> {
  const snapshot = await knex('snapshots').orderBy('id', 'desc').first();
  const digests = columns.map(column => snapshot![column]);
  await knex('documents')
    .whereIn('sha256', digests)
    .update({ gzip: Buffer.from('damaged') });
  return digests;
}

describe.each(databaseIds)('a scan where documents are damaged on %p', id => {
  it.each<[DocumentColumn[]]>([
    [['inventory_sha256']],
    [['cyclonedx_sha256', 'spdx_sha256']],
    [['inventory_sha256', 'cyclonedx_sha256', 'spdx_sha256']],
  ])('writes %p of its snapshot anew where they are damaged', async columns => {
    directory.setContent({
      shop: { 'package-lock.json': lock({ lodash: '4.17.15' }) },
    });
    const { knex, scan } = await replicaWith(id);
    await scan();
    const archive = archiveOf(knex);
    const digests = await damage(knex, columns);
    await expect(archive.read(digests[0])).rejects.toThrow('is damaged');
    expect((await listDamaged(knex)).count).toBe(1);

    const second = await scan();
    expect(second).toMatchObject({
      state: 'succeeded',
      restored_documents: columns.length,
    });
    expect(await knex('snapshots')).toHaveLength(1);
    expect(await archive.findDamaged(digests)).toEqual([]);
    expect((await listDamaged(knex)).count).toBe(0);
    const healed = await listHealed(knex);
    expect(healed.map(({ sha256 }) => sha256)).toEqual(
      expect.arrayContaining(digests),
    );
    expect(healed[0]).toMatchObject({
      reason: 'it cannot be unpacked',
      healedAt: expect.any(String),
    });
    expect((await scan()).restored_documents).toBe(0);
  });

  it('makes a new snapshot where the old documents cannot come out the same', async () => {
    directory.setContent({
      shop: { 'package-lock.json': lock({ lodash: '4.17.15' }) },
    });
    const { knex, scan } = await replicaWith(id);
    const first = await scan();
    const digests = await damage(knex, ['inventory_sha256', 'spdx_sha256']);
    await knex('scans')
      .where('id', first.id)
      .update({ started_at: new Date(0) });
    const archive = archiveOf(knex);
    await archive.findDamaged(digests);

    await scan();
    expect(await knex('snapshots')).toHaveLength(2);
    // The inventory is the same in both; what cannot be made again is listed.
    expect(await archive.findDamaged(digests)).toEqual([digests[1]]);
    expect((await listDamaged(knex)).documents).toMatchObject([
      { sha256: digests[1], reason: 'it cannot be unpacked' },
    ]);
  });
});
