import { archiveOf } from '../../__testUtils__/archive';
import { createDatabase, databaseIds } from '../../__testUtils__/databases';
import {
  addTargets,
  catalogTarget,
  lockFile,
  npm,
  storeScanOf,
} from '../../__testUtils__/organization';
import { KeptPaths, ShortestPaths } from './ShortestPaths';

const SHOP = 'component:default/shop';

const purl = (name: string) => `pkg:npm/${name}@1.0.0`;

describe.each(databaseIds)('ShortestPaths on %p', id => {
  async function shop() {
    const knex = await createDatabase(id);
    await addTargets(knex, catalogTarget('shop'));
    await storeScanOf(knex, SHOP, [
      lockFile(
        'package-lock.json',
        npm('a', '1.0.0', { dependsOn: [purl('b')] }),
        npm('b', '1.0.0', { direct: false, dependsOn: [purl('c')] }),
        npm('c', '1.0.0', { direct: false }),
      ),
      lockFile(
        'web/package-lock.json',
        npm('b', '1.0.0', { dependsOn: [purl('c')] }),
        npm('c', '1.0.0', { direct: false }),
      ),
    ]);
    return { knex, paths: new ShortestPaths(knex, archiveOf(knex)) };
  }

  it('finds the shortest in all files, or in one', async () => {
    const { paths } = await shop();
    expect(await paths.to(SHOP, [purl('c')])).toBe('b@1.0.0 > c@1.0.0');
    expect(await paths.to(SHOP, [purl('c')], 'package-lock.json')).toBe(
      'a@1.0.0 > b@1.0.0 > c@1.0.0',
    );
    expect(await paths.to(SHOP, [purl('d')])).toBeUndefined();
    expect(await paths.to(SHOP, [])).toBeUndefined();
  });

  it('reads each inventory once, however rows take turns', async () => {
    const { knex, paths } = await shop();
    const blog = 'component:default/blog';
    await addTargets(knex, catalogTarget('shop'), catalogTarget('blog'));
    await storeScanOf(knex, blog, [
      lockFile('package-lock.json', npm('c', '1.0.0')),
    ]);
    const reads: string[] = [];
    knex.on('query', ({ sql }) => {
      if (/from [`"]documents[`"]/.test(sql)) reads.push(sql);
    });
    for (let i = 0; i < 5; i++) {
      expect(await paths.to(SHOP, [purl('c')])).toBe('b@1.0.0 > c@1.0.0');
      expect(await paths.to(blog, [purl('c')])).toBe('c@1.0.0');
    }
    expect(reads).toHaveLength(2);
  });

  it('reads as many inventories as there are, and keeps no more than it may', async () => {
    const knex = await createDatabase(id);
    const services = Array.from({ length: 12 }, (_, i) => `s${i}`);
    await addTargets(knex, ...services.map(name => catalogTarget(name)));
    for (const name of services) {
      await storeScanOf(knex, `component:default/${name}`, [
        lockFile(
          'package-lock.json',
          npm(name, '1.0.0', { dependsOn: [purl('shared')] }),
          npm('shared', '1.0.0', { direct: false }),
        ),
      ]);
    }
    let reads = 0;
    knex.on('query', ({ sql }) => {
      if (/from [`"]documents[`"]/.test(sql)) reads++;
    });
    const ask = async (kept: KeptPaths) => {
      reads = 0;
      const paths = new ShortestPaths(knex, archiveOf(knex), kept);
      for (const name of [...services, ...services]) {
        expect(
          await paths.to(`component:default/${name}`, [purl('shared')]),
        ).toBe(`${name}@1.0.0 > shared@1.0.0`);
      }
      return reads;
    };
    const all = { components: 1000, purls: 1000 };
    expect(await ask(all)).toBe(services.length);
    expect(await ask({ ...all, components: 5 })).toBe(2 * services.length);
    expect(await ask({ ...all, purls: 5 })).toBe(2 * services.length);
  });

  it('says so where the stored inventory is damaged', async () => {
    const { knex, paths } = await shop();
    await knex('documents').update({ gzip: Buffer.from('no gzip') });
    expect(await paths.to(SHOP, [purl('c')])).toMatch(/is damaged/);
  });
});
