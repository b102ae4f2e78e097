import { readManifest } from '@safety-curtain/sbom';
import type { RiskOptions } from '../model';
import { riskReport } from '../riskReport';

const now = new Date('2026-12-01T00:00:00Z');
const SHA512 = `sha512-${Buffer.alloc(64, 1).toString('base64')}`;
const SHA1 = `sha1-${Buffer.alloc(20, 1).toString('base64')}`;

type Entries = Record<string, object>;

/** Many packages of the public registry, and some others. */
function lockOf(others: Entries) {
  const packages: Entries = { '': {} };
  for (let number = 0; number < 60; number += 1) {
    packages[`node_modules/p${number}`] = {
      version: '1.0.0',
      resolved: `https://registry.npmjs.org/p${number}/-/p${number}-1.0.0.tgz`,
      integrity: SHA512,
    };
  }
  for (const [name, entry] of Object.entries(others)) {
    packages[`node_modules/${name}`] = { version: '1.0.0', ...entry };
  }
  const text = JSON.stringify({ lockfileVersion: 3, packages });
  return readManifest('package-lock.json', text);
}

/** What is said of a lock file, as `rule: message`. */
function said(
  others: Entries,
  options: Partial<RiskOptions> = {},
  own: string[] = [],
): string[] {
  const { path, lock } = lockOf(others);
  const names = own.map(name => ({ ecosystem: 'npm', name, version: '1.0.0' }));
  const report = riskReport(
    { packages: [], locks: [{ path, lock: lock!, own: names }] },
    { now, ...options },
  );
  return report.results.map(({ rule, message }) => `${rule}: ${message}`);
}

const at = (host: string, name = 'x') =>
  `https://${host}/${name}/-/${name}-1.0.0.tgz`;

describe('a lock file', () => {
  it('of one registry raises no alarm', () => {
    expect(said({})).toEqual([]);
  });

  it('has packages from another place', () => {
    const other = {
      x: { resolved: at('me:pw@cdn.example'), integrity: SHA512 },
    };
    expect(said(other)).toEqual([
      'foreign-address: 1 package is fetched from https://cdn.example, and the rest from elsewhere: x 1.0.0.',
    ]);
    expect(
      said(other, { ownRegistries: ['https://cdn.example/npm/'] }),
    ).toEqual([]);
  });

  it('has packages from a registry of another ecosystem', () => {
    const other = {
      x: { resolved: at('files.pythonhosted.org'), integrity: SHA512 },
    };
    const told = [
      'foreign-address: 1 package is fetched from https://files.pythonhosted.org, and the rest from elsewhere: x 1.0.0.',
    ];
    expect(said(other)).toEqual(told);
    const host = 'https://files.pythonhosted.org/';
    expect(said(other, { ownRegistries: [`PyPI:${host}`] })).toEqual(told);
    expect(said(other, { ownRegistries: [`npm:${host}`] })).toEqual([]);
  });

  it('has packages from an address without encryption', () => {
    expect(
      said({
        x: {
          resolved: 'http://registry.npmjs.org/x/-/x-1.0.0.tgz',
          integrity: SHA512,
        },
      }),
    ).toEqual([
      'plain-address: 1 package is fetched from http://registry.npmjs.org: x 1.0.0.',
    ]);
    expect(
      said({
        x: {
          resolved: 'http://localhost:4873/x/-/x-1.0.0.tgz',
          integrity: SHA512,
        },
      }).filter(text => text.startsWith('plain')),
    ).toEqual([]);
  });

  it('fetches another package than it names', () => {
    expect(
      said({
        x: { resolved: at('registry.npmjs.org', 'evil'), integrity: SHA512 },
      }),
    ).toEqual([
      'address-of-another: 1 package is fetched by an entry that has another name: evil 1.0.0.',
    ]);
  });

  it('has an exception without a hash, and one with a weak one', () => {
    expect(
      said({
        x: { resolved: at('registry.npmjs.org') },
        y: { resolved: at('registry.npmjs.org', 'y'), integrity: SHA1 },
      }),
    ).toEqual([
      'hash-missing: 1 of 62 packages have no hash: x 1.0.0.',
      'hash-weak: 1 package has no better hash than SHA-1: y 1.0.0.',
    ]);
  });

  it('has two hashes of one version', () => {
    const other = `sha512-${Buffer.alloc(64, 2).toString('base64')}`;
    expect(
      said({
        x: { resolved: at('registry.npmjs.org'), integrity: SHA512 },
        'p1/node_modules/x': {
          resolved: at('registry.npmjs.org'),
          integrity: other,
        },
      }),
    ).toEqual(['two-hashes: Two hashes of one version: x 1.0.0.']);
  });

  it('fetches an own name from a public registry', () => {
    const own = ['@acme/ui', '@acme/api'];
    expect(
      said(
        {
          '@acme/ui': {
            resolved: at('npm.acme.example', '@acme/ui'),
            integrity: SHA512,
          },
          '@acme/api': {
            resolved: at('registry.npmjs.org', '@acme/api'),
            integrity: SHA512,
          },
        },
        { ownRegistries: ['https://npm.acme.example'] },
        own,
      ),
    ).toEqual([
      'own-name-from-elsewhere: @acme/api 1.0.0 is one of your own names, and the lock file fetches it from https://registry.npmjs.org.',
    ]);
  });
});
