import fc from 'fast-check';
import { Advisory, AdvisoryError } from './advisory';
import { readAdvisory } from './read';

const minimal = { id: 'OSV-1', modified: '2024-01-01T00:00:00Z' };

/** Lets no error pass but the reader's own. */
function readOrRefuse(value: unknown): Advisory | undefined {
  try {
    return readAdvisory(value);
  } catch (error) {
    if (error instanceof AdvisoryError) return undefined;
    throw error;
  }
}

describe('readAdvisory', () => {
  it('copies what is known and drops the rest', () => {
    const known = {
      ...minimal,
      published: '2024-01-01T00:00:00.123Z',
      aliases: ['CVE-2024-0001'],
      summary: 'Short',
      severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/…' }],
      affected: [
        {
          package: { ecosystem: 'npm', name: 'a', purl: 'pkg:npm/a' },
          ranges: [
            {
              type: 'SEMVER',
              events: [{ introduced: '0' }, { fixed: '1.0.0' }],
            },
          ],
          versions: ['0.9.0'],
          database_specific: { informational: 'notice' },
        },
      ],
      references: [{ type: 'WEB', url: 'https://example.com' }],
      database_specific: { severity: 'HIGH', cwe_ids: ['CWE-79'] },
    };
    const withMore = {
      ...known,
      credits: [{ name: 'x' }],
      database_specific: { ...known.database_specific, more: { a: 1 } },
    };
    expect(readAdvisory(withMore)).toEqual(known);
    expect(readAdvisory(minimal)).toEqual(minimal);
  });

  it.each([
    [null, '(no id)', 'record'],
    [[], '(no id)', 'record'],
    [{ ...minimal, id: 'a b' }, '(no id)', 'id'],
    [{ id: 'OSV-1' }, 'OSV-1', 'modified'],
    [{ ...minimal, withdrawn: 'yes' }, 'OSV-1', 'withdrawn'],
    [{ ...minimal, summary: 1 }, 'OSV-1', 'summary'],
    [{ ...minimal, affected: {} }, 'OSV-1', 'affected'],
    [
      { ...minimal, affected: [{ versions: [1] }] },
      'OSV-1',
      'affected[0].versions[0]',
    ],
    [
      { ...minimal, affected: [{ package: { name: 'a' } }] },
      'OSV-1',
      'affected[0].package.ecosystem',
    ],
    [
      { ...minimal, affected: [{ ranges: [{ type: 'SEMVER' }] }] },
      'OSV-1',
      'affected[0].ranges[0].events',
    ],
  ])('refuses %j, naming the field', (value, id, field) => {
    expect(() => readAdvisory(value)).toThrow(
      expect.objectContaining({ name: 'AdvisoryError', id, field }),
    );
  });

  it('parts an event that says several things', () => {
    const events = [{ introduced: '0', fixed: '1.0.0' }, { unknown: 'x' }];
    const affected = [{ ranges: [{ type: 'SEMVER', events }] }];
    expect(readAdvisory({ ...minimal, affected }).affected).toEqual([
      {
        ranges: [
          { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.0.0' }] },
        ],
      },
    ]);
  });

  it('does not lose a record for an odd time, alias or address', () => {
    const record = readAdvisory({
      ...minimal,
      modified: '2017-11-9 T00:00:00Z',
      published: 'once',
      aliases: ['CVE-2024-0001', 'no id at all'],
      references: [
        { type: 'WEB', url: 'data:text/html,x' },
        { type: 'WEB', url: 'https://example.com' },
      ],
    });
    expect(record).toEqual({
      id: 'OSV-1',
      modified: '1970-01-01T00:00:00Z',
      aliases: ['CVE-2024-0001'],
      references: [{ type: 'WEB', url: 'https://example.com' }],
    });
  });

  it('cuts long prose and refuses long lists', () => {
    const { details } = readAdvisory({ ...minimal, details: 'x'.repeat(1e6) });
    expect(details).toHaveLength(65_536);
    const versions = new Array(50_001).fill('1.0.0');
    expect(() =>
      readAdvisory({ ...minimal, affected: [{ versions }] }),
    ).toThrow(
      'advisory OSV-1: affected[0].versions has more than 50000 entries',
    );
    const affected = new Array(20).fill({ versions: versions.slice(1) });
    expect(() => readAdvisory({ ...minimal, affected })).toThrow(
      'makes the record too large',
    );
  });

  it('takes no prototype from the record', () => {
    const hostile = JSON.parse(
      '{"id":"OSV-1","modified":"2024-01-01T00:00:00Z","__proto__":{"withdrawn":"2024-01-01T00:00:00Z"},"affected":[{"__proto__":{"versions":["1"]},"database_specific":{"__proto__":{"severity":"LOW"}}}]}',
    );
    expect(readAdvisory(hostile)).toEqual({ ...minimal, affected: [{}] });
    expect(({} as { severity?: string }).severity).toBeUndefined();
  });

  it('throws nothing but AdvisoryError, and gives bounded records', () => {
    const junk = fc.jsonValue({ maxDepth: 3 });
    const nearly = fc.record(
      {
        id: fc.oneof(fc.constant('OSV-1'), junk),
        modified: fc.oneof(fc.constant('2024-01-01'), junk),
        withdrawn: junk,
        aliases: fc.oneof(fc.array(fc.string()), junk),
        severity: fc.array(fc.record({ type: junk, score: junk })),
        affected: fc.array(
          fc.record(
            {
              package: fc.oneof(
                fc.record({ ecosystem: fc.string(), name: fc.string() }),
                junk,
              ),
              ranges: fc.array(
                fc.record({
                  type: fc.constantFrom('SEMVER', 'ECOSYSTEM', 'GIT', ''),
                  events: fc.array(
                    fc.record(
                      { introduced: fc.string(), fixed: junk },
                      { requiredKeys: [] },
                    ),
                  ),
                }),
              ),
              versions: fc.oneof(fc.array(fc.string()), junk),
            },
            { requiredKeys: [] },
          ),
        ),
        database_specific: junk,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(nearly, junk, fc.anything()), value => {
        const record = readOrRefuse(value);
        expect(record && readAdvisory(record)).toEqual(record);
      }),
      { numRuns: 1_000 },
    );
  });
});
