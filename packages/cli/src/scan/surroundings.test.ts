import { AdvisoryIndex, readAdvisory } from '@safety-curtain/advisories';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { dirname, join } from 'path';
import { readSource } from '../input/source';
import { findVulnerabilities } from './findings';

const SHA = '11bd71901bbe5b1630ceea73d27597364c9af683';

const FILES = {
  '.github/workflows/ci.yml': `on: push
jobs:
  a:
    steps:
      - uses: some/action@v1.2.3
      - uses: Some/Action@${SHA} # v1.4.0
      - uses: some/action@v1
      - uses: gone/bad@main
`,
  'root/var/lib/dpkg/status': `Package: libssl3
Status: install ok installed
Source: openssl
Version: 3.0.11-1~deb12u2
Architecture: amd64
`,
  'root/etc/os-release': 'ID=debian\nVERSION_ID="12"\n',
};

const record = (
  id: string,
  ecosystem: string,
  name: string,
  events: object[],
) =>
  readAdvisory({
    id,
    modified: '2025-01-01T00:00:00Z',
    affected: [
      { package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events }] },
    ],
  });

describe('what stands around packages, and under them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'surroundings-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is matched with advisories, what is malicious first', () => {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const index = AdvisoryIndex.from([
      record('GHSA-1', 'GitHub Actions', 'some/action', [
        { introduced: '1.0.0' },
        { fixed: '1.3.0' },
      ]),
      record('MAL-2025-1', 'GitHub Actions', 'gone/bad', [{ introduced: '0' }]),
      record('DSA-1', 'Debian:12', 'openssl', [
        { introduced: '0' },
        { fixed: '3.0.13-1~deb12u1' },
      ]),
      record('DSA-2', 'Debian:11', 'openssl', [{ introduced: '0' }]),
    ]);
    const { inventory } = readSource(folder);
    expect(
      findVulnerabilities(inventory, index).map(
        ({ advisory, package: name, version, severity, scope }) =>
          [advisory, name, version, severity, scope].join(' '),
      ),
    ).toEqual([
      'MAL-2025-1 gone/bad main critical development',
      'GHSA-1 some/action v1.2.3 unknown development',
      'DSA-1 openssl 3.0.11-1~deb12u2 unknown runtime',
    ]);
  });

  it('counts a severity that nobody names as high', () => {
    const severities = { bad: 'HIGH', vague: undefined, mild: 'MODERATE' };
    const index = AdvisoryIndex.from(
      Object.entries(severities).map(([name, severity]) =>
        readAdvisory({
          id: `TEST-${name}`,
          modified: '2025-01-01T00:00:00Z',
          database_specific: { severity },
          affected: [
            {
              package: { ecosystem: 'npm', name },
              ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
            },
          ],
        }),
      ),
    );
    const components = Object.keys(severities).map(name => ({
      purl: `pkg:npm/${name}@1.0.0`,
      name,
      version: '1.0.0',
      ecosystem: 'npm',
      packageName: name,
      direct: true,
      scope: 'runtime' as const,
      hashes: [],
      dependsOn: [],
    }));
    const inventory = {
      subject: { name: 'shop' },
      manifests: [
        {
          path: 'package-lock.json',
          format: 'npm-package-lock',
          graph: 'full' as const,
          components: components.reverse(),
          warnings: [],
        },
      ],
    };
    expect(
      findVulnerabilities(inventory, index).map(one => one.package),
    ).toEqual(['bad', 'vague', 'mild']);
  });
});
