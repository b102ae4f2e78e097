import fc from 'fast-check';
import { Advisory, AdvisoryError, AffectedPackage } from '../records/advisory';
import { VERSIONS } from '../__testUtils__/versionArbitraries';
import { AdvisoryIndex, PackageQuery } from './advisoryIndex';
import { matchAffected } from './affected';

const below = (version: string) => [
  {
    type: 'ECOSYSTEM',
    events: [{ introduced: '0' }, { fixed: version }],
  },
];

function record(
  id: string,
  ecosystem: string,
  name: string,
  more: Partial<Advisory> & { ranges?: AffectedPackage['ranges'] } = {},
): Advisory {
  const { ranges = below('2.0.0'), ...rest } = more;
  return {
    id,
    modified: '2024-01-01T00:00:00Z',
    affected: [{ package: { ecosystem, name }, ranges }],
    ...rest,
  };
}

const ids = (records: Advisory[]) => records.map(each => each.id);

describe('AdvisoryIndex', () => {
  const query: PackageQuery = { ecosystem: 'npm', name: 'a', version: '1.0.0' };

  it('finds what applies, sorted by id', () => {
    const index = AdvisoryIndex.from([
      record('B-1', 'npm', 'a'),
      record('A-1', 'npm', 'a'),
      record('A-2', 'npm', 'a', { ranges: below('1.0.0') }),
      record('A-3', 'npm', 'b'),
      record('A-4', 'PyPI', 'a'),
    ]);
    expect(ids(index.find(query))).toEqual(['A-1', 'B-1']);
    expect(index.size).toBe(5);
  });

  it('leaves withdrawn records out', () => {
    const withdrawn = '2024-02-01T00:00:00Z';
    const index = AdvisoryIndex.from([record('A-1', 'npm', 'a')]);
    expect(ids(index.find(query))).toEqual(['A-1']);
    index.add(record('A-1', 'npm', 'a', { withdrawn }));
    expect(index.find(query)).toEqual([]);
    expect(index.get('A-1')).toBeUndefined();
  });

  it('replaces a record of the same id, packages and all', () => {
    const index = AdvisoryIndex.from([record('A-1', 'npm', 'a')]);
    const newer = record('A-1', 'npm', 'b');
    index.add(newer);
    expect(index.find(query)).toEqual([]);
    expect(index.find({ ...query, name: 'b' })).toEqual([newer]);
    expect(index.remove('A-1')).toBe(true);
    expect(index.remove('A-1')).toBe(false);
    expect(index.find({ ...query, name: 'b' })).toEqual([]);
  });

  it('knows package names in the spellings of the ecosystem', () => {
    const index = AdvisoryIndex.from([record('A-1', 'PyPI', 'Zope.Interface')]);
    const found = index.find({
      ecosystem: 'PyPI',
      name: 'zope_interface',
      version: '1.0',
    });
    expect(ids(found)).toEqual(['A-1']);
    expect(index.find({ ...query, name: '__proto__' })).toEqual([]);
    expect(index.find({ ...query, ecosystem: 'constructor' })).toEqual([]);
  });

  it('goes by the release of a distribution', () => {
    const index = AdvisoryIndex.from([
      record('D-11', 'Debian:11', 'curl'),
      record('D-12', 'Debian:12', 'curl'),
      record('D-all', 'Debian', 'curl'),
    ]);
    const find = (ecosystem: string) =>
      ids(index.find({ ecosystem, name: 'curl', version: '1.0' }));
    expect(find('Debian:12')).toEqual(['D-12', 'D-all']);
    expect(find('Debian')).toEqual(['D-11', 'D-12', 'D-all']);
    expect(find('Debian:13')).toEqual(['D-all']);
  });

  it('names a record once that has the package in several entries', () => {
    const twice: Advisory = {
      id: 'A-1',
      modified: '2024-01-01T00:00:00Z',
      affected: [
        { package: { ecosystem: 'npm', name: 'a' }, versions: ['1.0.0'] },
        { package: { ecosystem: 'npm', name: 'a' }, ranges: below('1.4.0') },
        { versions: ['1.0.0'] },
      ],
    };
    const index = AdvisoryIndex.from([twice]);
    expect(index.match(query)).toMatchObject([
      { advisory: twice, fixed: ['1.4.0'], reason: 'listed' },
    ]);
  });

  it('refuses what is no record with its own error', () => {
    const index = new AdvisoryIndex();
    const ranges = [{ type: 'SEMVER', events: [null] }];
    for (const bad of [
      null,
      1,
      {},
      { id: 'A-1', affected: 'x' },
      { id: 'A-1', affected: [null] },
      { id: 'A-1', affected: [{ ranges }] },
    ]) {
      expect(() => index.add(bad as never)).toThrow(AdvisoryError);
    }
    expect(index.size).toBe(0);
  });

  const packages = fc.constantFrom(...VERSIONS).chain(([ecosystem, versions]) =>
    fc.record({
      ecosystem: fc.constant(ecosystem),
      version: versions,
      affected: fc.array(
        fc.record({
          name: fc.constantFrom('a', 'b'),
          versions: fc.array(versions, { maxLength: 3 }),
          events: fc.array(
            fc
              .tuple(
                fc.constantFrom('introduced', 'fixed', 'last_affected'),
                fc.oneof(versions, fc.constantFrom('0', 'not/a version')),
              )
              .map(([kind, version]) => ({ [kind]: version })),
            { maxLength: 5 },
          ),
        }),
        { maxLength: 6 },
      ),
    }),
  );

  it('finds what matching one record after another finds', () => {
    fc.assert(
      fc.property(packages, ({ ecosystem, version, affected }) => {
        const records = affected.map(({ name, versions, events }, i) => ({
          id: `R-${9 - i}`,
          modified: '',
          affected: [
            {
              package: { ecosystem, name },
              versions,
              ranges: [{ type: 'ECOSYSTEM', events }],
            },
          ],
        }));
        const expected = records
          .filter(({ affected: [entry] }) => entry.package.name === 'a')
          .map(each => ({
            advisory: each,
            ...matchAffected(ecosystem, version, each.affected),
          }))
          .filter(match => match.applies)
          .reverse();
        const asked = { ecosystem, name: 'a', version };
        const index = AdvisoryIndex.from(records);
        expect(index.find(asked)).toEqual(expected.map(m => m.advisory));
        expect(index.match(asked)).toEqual(
          expected.map(({ advisory, fixed }) => ({
            advisory,
            affected: advisory.affected,
            fixed,
            reason: expect.stringMatching(/^(listed|range)$/),
          })),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('takes records of the greatest size in little time', () => {
    const events = Array.from({ length: 10_000 }, (_, i) =>
      i % 2
        ? { fixed: `${i}.0.0` }
        : { introduced: `${i}.${'1-a'.repeat(60)}` },
    );
    const versions = Array.from({ length: 50_000 }, (_, i) => `${i}-1.${i}.a`);
    const start = performance.now();
    for (const ecosystem of ['PyPI', 'Maven', 'Debian']) {
      const index = AdvisoryIndex.from([
        {
          id: 'A-1',
          modified: '',
          affected: [
            {
              package: { ecosystem, name: 'a' },
              ranges: [{ type: 'ECOSYSTEM', events }],
              versions,
            },
          ],
        },
      ]);
      index.match({ ecosystem, name: 'a', version: '4.0.1' });
    }
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
