import type { LockState, Manifest } from '@safety-curtain/sbom';
import type { Knex } from 'knex';
import { databaseIds } from '../../__testUtils__/databases';
import { refresherOf, TableSource } from '../../__testUtils__/licensing';
import { lockFile, npm } from '../../__testUtils__/organization';
import { testOptions } from '../../__testUtils__/scanning';
import {
  directory,
  lock,
  replicaWith,
} from '../scan/__testUtils__/scannedShop';
import { manifestRisks } from './manifestRisks';

jest.setTimeout(60_000);

const never = new AbortController().signal;

/** What is wrong, as `rule package or path`. */
async function said(
  knex: Knex,
  manifests: Manifest[],
  locks: Record<string, LockState> = {},
  packages: object = {},
) {
  const { results } = await manifestRisks(
    knex,
    {
      manifests,
      locks: Object.entries(locks).map(([path, state]) => ({
        path,
        lock: state,
      })),
    },
    testOptions({ packages }).packages,
    new Date(),
  );
  return results
    .map(
      ({ rule, package: pkg, place }) => `${rule} ${pkg?.name ?? place?.path}`,
    )
    .sort();
}

const hash = (byte: number) => ({
  algorithm: 'SHA-512' as const,
  value: byte.toString(16).padStart(2, '0').repeat(64),
});

describe.each(databaseIds)(
  "risks of packages that are nobody's yet, on %s",
  id => {
    it('are told by names, and by what is known of releases; nobody is asked', async () => {
      directory.clear();
      directory.addContent({
        'shop/package-lock.json': lock({ express: '4.0.0' }),
      });
      const { knex, replica, scan } = await replicaWith(id);
      await scan();
      const source = new TableSource('npm', {
        'express@4.0.0': { release: { yanked: true, installScript: true } },
      });
      await (await refresherOf(knex, [source])).refresh(never);
      const asked = source.asked.length;
      const manifest = lockFile(
        'package-lock.json',
        npm('express', '4.0.0'),
        npm('lodahs', '1.0.0'),
        npm('fine', '1.0.0'),
      );
      expect(await said(knex, [manifest])).toEqual([
        'similar-name lodahs',
        'yanked express',
      ]);
      const allow = [{ package: 'npm:lodahs', reason: 'ours' }];
      expect(await said(knex, [manifest], {}, { allow })).toEqual([
        'yanked express',
      ]);
      expect(source.asked).toHaveLength(asked);
      expect(await knex('components').pluck('name')).toEqual(['express']);
      await replica.close();
    });

    it('are told of the lock file whose hash is the other one', async () => {
      directory.clear();
      const integrity = `sha512-${Buffer.alloc(64, 1).toString('base64')}`;
      directory.addContent({
        'shop/package-lock.json': JSON.stringify({
          lockfileVersion: 3,
          packages: {
            '': { dependencies: { left: '1' } },
            'node_modules/left': { version: '1.0.0', integrity },
          },
        }),
      });
      const { knex, replica, scan } = await replicaWith(id);
      await scan();
      const withHash = (byte: number) =>
        said(
          knex,
          [
            lockFile(
              'package-lock.json',
              npm('left', '1.0.0', { hashes: [hash(byte)] }),
            ),
          ],
          { 'package-lock.json': { archiveHashes: 1 } },
        );
      expect(await withHash(1)).toEqual([]);
      expect(await withHash(2)).toEqual(['hash-differs left']);
      // As of an SBOM, which does not tell the file.
      const ofBuild = lockFile(
        'build',
        npm('left', '1.0.0', { hashes: [hash(2)] }),
      );
      const locks = { 'package-lock.json': { archiveHashes: 1 } };
      expect(await said(knex, [ofBuild], locks)).toEqual(['hash-differs left']);
      await replica.close();
    });

    it('are told by own names and registries', async () => {
      directory.clear();
      const { knex, replica } = await replicaWith(id);
      const name = (of: string) => ({
        purl: `pkg:npm/${of}@1.0.0`,
        name: of,
        version: '1.0.0',
      });
      const places = {
        'package-lock.json': {
          places: [
            {
              place: 'https://npm.acme.example',
              count: 2,
              byAddress: 0,
              first: [name('a'), name('b')],
            },
            {
              place: 'https://registry.npmjs.org',
              count: 1,
              byAddress: 0,
              first: [name('@acme/ui')],
            },
          ],
        },
      };
      const own = {
        packages: ['npm:@acme/*'],
        registries: ['https://npm.acme.example/'],
      };
      // As of an SBOM, which does not tell the file.
      const manifest = lockFile('build', npm('@acme/ui', '1.0.0'));
      expect(await said(knex, [manifest], places, { own })).toEqual([
        'own-name-from-elsewhere @acme/ui',
      ]);
      // Of the usual place of many packages, names are not told.
      const usual = {
        'package-lock.json': {
          places: [
            {
              place: 'https://registry.npmjs.org',
              ecosystem: 'npm',
              count: 500,
              byAddress: 0,
              first: [],
            },
          ],
        },
      };
      expect(await said(knex, [manifest], usual, { own })).toEqual([
        'own-name-from-elsewhere @acme/ui',
      ]);
      await replica.close();
    });
  },
);
