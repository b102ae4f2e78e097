import fc from 'fast-check';
import type { ToolResult } from '../model/toolReport';
import { ReportError } from '../ReportError';
import { readBuild } from './readBuild';

const MEMORY = 64 * 1024 * 1024;

const read = (value: unknown) =>
  readBuild(Buffer.from(JSON.stringify(value)), { memory: MEMORY });

const result = {
  kind: 'secret',
  rule: 'provider-secret',
  severity: 'high',
  message: 'A text has the format of a secret',
  place: { path: './.env', startLine: 2, startColumn: 7 },
  fingerprint: 'a'.repeat(64),
  secretHash: 'b'.repeat(64),
};
const report = {
  tool: { id: 'safety-curtain-secrets', name: 'Safety Curtain secrets' },
  rules: [{ id: 'provider-secret', title: 'Secret' }],
  results: [result],
};
const lock = {
  path: 'package-lock.json',
  lock: {
    hashes: { able: 3, without: 1, first: [] },
    places: [
      {
        place: 'https://a.example',
        ecosystem: 'npm',
        count: 1,
        byAddress: 0,
        first: [{ purl: 'pkg:npm/a@1', name: 'a', version: '1' }],
      },
    ],
    archiveHashes: 2,
  },
};

/** None of what is refused; any other error fails the test. */
function resultsOf(sent: unknown): ToolResult[] {
  try {
    return read(sent).reports.flatMap(({ results }) => results);
  } catch (error) {
    if (error instanceof ReportError) return [];
    throw error;
  }
}

function isBounded({ message, place }: ToolResult): boolean {
  const isOutside = /^\/|(^|\/)\.\.(\/|$)/.test(place?.path ?? 'a');
  return message.length <= 1000 && !isOutside;
}

describe('a build that somebody sends', () => {
  it('is an SBOM with what tools and lock files say of the same source', () => {
    const sbom = { bomFormat: 'CycloneDX' };
    expect(
      read({
        sbom,
        reports: [report],
        locks: [lock],
        base: { what: 'main', reports: [] },
      }),
    ).toEqual({
      sbom,
      reports: [
        {
          ...report,
          results: [{ ...result, place: { ...result.place, path: '.env' } }],
        },
      ],
      locks: [lock],
      base: { what: 'main', reports: [], locks: [] },
    });
  });

  it.each([
    ['text', '"text"'],
    ['cut', '{"sbom":{'],
    ['empty', ''],
  ])('is refused as %s', (_, text) => {
    expect(() => readBuild(Buffer.from(text), { memory: MEMORY })).toThrow(
      ReportError,
    );
  });

  it('has no more results than may be', () => {
    const results = Array.from({ length: 13_000 }, () => result);
    expect(() =>
      read({
        sbom: {},
        reports: [
          { ...report, results },
          { ...report, results },
        ],
      }),
    ).toThrow('reports: they have 26000 results, 25000 may be');
  });

  it('needs no more memory than is given', () => {
    const many = Array.from({ length: 100_000 }, () => ({}));
    expect(() =>
      readBuild(Buffer.from(JSON.stringify({ sbom: {}, many })), {
        memory: 1024 * 1024,
      }),
    ).toThrow(ReportError);
  });

  it('is read or refused, whatever is in it', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const given = fc.record(
      {
        kind: fc.oneof(fc.constant('code'), value),
        rule: fc.oneof(fc.constant('a'), value),
        severity: value,
        message: value,
        place: fc.oneof(
          fc.record({ path: fc.string(), startLine: value }),
          value,
        ),
        package: fc.oneof(
          fc.record({ name: value, fixedVersions: value }),
          value,
        ),
        vulnerability: value,
        fingerprint: fc.oneof(fc.constant('a'.repeat(64)), value),
      },
      { requiredKeys: [] },
    );
    const build = fc.record(
      {
        sbom: fc.constant({}),
        reports: fc.oneof(
          fc.array(
            fc.record({
              tool: fc.oneof(fc.constant({ id: 'a' }), value),
              rules: value,
              results: fc.oneof(fc.array(given), value),
            }),
          ),
          value,
        ),
        locks: fc.oneof(
          fc.array(fc.record({ path: fc.string(), lock: value })),
          value,
        ),
        base: value,
      },
      { requiredKeys: ['sbom'] },
    );
    fc.assert(
      fc.property(build, sent => {
        const results = resultsOf(sent);
        expect(results.every(isBounded)).toBe(true);
      }),
    );
  });
});
