import type { Manifest } from '@safety-curtain/sbom';
import { serializeInventory } from '@safety-curtain/sbom';
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Knex } from 'knex';
import { storeAdvisories } from '../../flows/advise/storeAdvisories';
import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  advisory,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import {
  diffSnapshots,
  listSnapshots,
  readSnapshotRow,
  sbomDigest,
} from './snapshotViews';

const SHOP = 'component:default/shop';

/** Stores a scan, and the inventory in the document that it names. */
async function scan(knex: Knex, entityRef: string, ...manifests: Manifest[]) {
  await storeScanOf(knex, entityRef, manifests);
  const snapshot = await knex('snapshots').orderBy('id', 'desc').first();
  const bytes = Buffer.from(
    serializeInventory({ subject: { name: entityRef }, manifests }),
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await knex('documents')
    .insert({
      sha256,
      media_type: 'application/json',
      gzip: gzipSync(bytes),
      size: bytes.length,
      created_at: new Date(),
    })
    .onConflict('sha256')
    .ignore();
  await knex('snapshots')
    .where('id', snapshot!.id)
    .update({ inventory_sha256: sha256, cyclonedx_sha256: sha256 });
  return String(snapshot!.id);
}

const lock = (...components: ReturnType<typeof npm>[]) =>
  lockFile('package-lock.json', ...components);

describe.each(databaseIds)('snapshots on %p', id => {
  async function organization() {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'), catalogTarget('blog'));
    await storeAdvisories(
      knex,
      'test',
      [
        advisory('GHSA-aaaa-aaaa-aaaa', 'lodash', '4.17.21'),
        advisory('GHSA-bbbb-bbbb-bbbb', 'ms', '2.0.1'),
      ],
      new Date(),
    );
    return knex;
  }

  it('tell what came, went and changed, and which findings with it', async () => {
    const knex = await organization();
    const first = await scan(
      knex,
      SHOP,
      lock(npm('lodash', '4.17.15'), npm('a', '1.0.0')),
    );
    const second = await scan(
      knex,
      SHOP,
      lock(npm('lodash', '4.17.21'), npm('ms', '2.0.0')),
    );
    const diff = await diffSnapshots(
      knex,
      archiveOf(knex),
      second,
      first,
      {},
      {},
    );
    expect(diff).toMatchObject({
      base: { id: first, entityRef: SHOP },
      snapshot: { id: second },
      added: [{ name: 'ms', version: '2.0.0' }],
      removed: [{ name: 'a', version: '1.0.0' }],
      changed: [{ name: 'lodash', before: ['4.17.15'], after: ['4.17.21'] }],
      findingsOpened: [{ advisory: 'GHSA-bbbb-bbbb-bbbb' }],
      findingsResolved: [{ advisory: 'GHSA-aaaa-aaaa-aaaa' }],
    });
    expect(
      await diffSnapshots(knex, archiveOf(knex), second, second, {}, {}),
    ).toMatchObject({
      added: [],
      removed: [],
      changed: [],
      findingsOpened: [],
      findingsResolved: [],
    });
  });

  it('are compared with earlier ones of the same entity only', async () => {
    const knex = await organization();
    const first = await scan(knex, SHOP, lock(npm('a', '1.0.0')));
    const second = await scan(knex, SHOP, lock(npm('a', '2.0.0')));
    const other = await scan(
      knex,
      'component:default/blog',
      lock(npm('a', '1.0.0')),
    );
    await expect(
      diffSnapshots(knex, archiveOf(knex), first, second, {}, {}),
    ).rejects.toThrow('must be the earlier');
    await expect(
      diffSnapshots(knex, archiveOf(knex), other, first, {}, {}),
    ).rejects.toThrow('different entities');
  });

  it('are hidden from whoever may not see the entity', async () => {
    const knex = await organization();
    const first = await scan(knex, SHOP, lock(npm('a', '1.0.0')));
    const nobody = { access: { owners: ['group:default/other'] } };
    for (const read of [
      diffSnapshots(knex, archiveOf(knex), first, first, nobody, {}),
      readSnapshotRow(knex, first, nobody),
    ]) {
      await expect(read).rejects.toThrow(`No snapshot ${first}`);
    }
    expect(
      (await listSnapshots(knex, { entityRef: SHOP }, nobody)).items,
    ).toEqual([]);
  });

  it('are listed newest first, page by page', async () => {
    const knex = await organization();
    const ids = [];
    for (const version of ['1.0.0', '2.0.0', '3.0.0']) {
      ids.unshift(await scan(knex, SHOP, lock(npm('a', version))));
    }
    const filter = { entityRef: SHOP };
    const first = await listSnapshots(knex, { ...filter, limit: 2 }, filter);
    expect(first.total.count).toBe(3);
    const second = await listSnapshots(
      knex,
      { ...filter, limit: 2, cursor: first.nextCursor },
      filter,
    );
    expect([...first.items, ...second.items].map(s => s.id)).toEqual(ids);
    expect(second.nextCursor).toBeUndefined();
  });

  it('give a document only while it has the digest that names it', async () => {
    const knex = await organization();
    const first = await scan(knex, SHOP, lock(npm('a', '1.0.0')));
    const row = await readSnapshotRow(knex, first, {});
    const { sha256, bytes } = await archiveOf(knex).read(
      sbomDigest(row, 'cyclonedx'),
    );
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
    await knex('documents')
      .where('sha256', sha256)
      .update({ gzip: gzipSync('forged'), size: 6 });
    await expect(archiveOf(knex).read(sha256)).rejects.toThrow('is damaged');
    await expect(
      diffSnapshots(knex, archiveOf(knex), first, first, {}, {}),
    ).rejects.toThrow('is damaged');
  });
});
