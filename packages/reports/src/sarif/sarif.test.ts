import { lineOf, readAll, readOne } from '../__testUtils__/reading';
import { ReportError } from '../ReportError';

const at = (uri: string, startLine = 3, more: object = {}) => ({
  physicalLocation: {
    artifactLocation: { uri },
    region: { startLine, ...more },
  },
});
const result = (more: object = {}) => ({
  ruleId: 'R1',
  message: { text: 'wrong' },
  locations: [at('src/a.ts')],
  ...more,
});
const run = (results: unknown[], more: object = {}, driver: object = {}) => ({
  tool: { driver: { name: 'Some Tool', ...driver } },
  results,
  ...more,
});
const log = (...runs: unknown[]) => ({ version: '2.1.0', runs });
const lines = (document: unknown, options = {}) =>
  readAll(document, options).flatMap(({ results }) => results.map(lineOf));
const prints = (document: unknown) =>
  readAll(document).flatMap(({ results }) =>
    results.map(({ fingerprint }) => fingerprint),
  );

describe('SARIF', () => {
  it('reads the level of a result, of its rule, of the invocation, or a warning', () => {
    const rules = [
      { id: 'R1', defaultConfiguration: { level: 'note' } },
      { id: 'R2', properties: { 'security-severity': '9.8' } },
    ];
    const results = [
      result({ level: 'error' }),
      result(),
      result({ ruleId: undefined, ruleIndex: 1, level: 'note' }),
      result({ ruleId: 'R3', ruleIndex: 99 }),
    ];
    expect(lines(log(run(results, {}, { rules })))).toEqual([
      'high code R1 src/a.ts:3',
      'low code R1 src/a.ts:3',
      'critical code R2 src/a.ts:3',
      'medium code R3 src/a.ts:3',
    ]);
    const invocations = [
      {
        executionSuccessful: true,
        ruleConfigurationOverrides: [
          { descriptor: { id: 'R1' }, configuration: { level: 'error' } },
        ],
      },
    ];
    expect(lines(log(run([result()], { invocations }, { rules })))).toEqual([
      'high code R1 src/a.ts:3',
    ]);
  });

  it('finds rules in extensions', () => {
    const tool = {
      driver: { name: 'x', rules: [{ id: 'R0' }] },
      extensions: [
        {
          name: 'pack',
          rules: [{ id: 'R7', shortDescription: { text: 'T' } }],
        },
      ],
    };
    const report = readOne(
      log({
        tool,
        results: [
          result({
            ruleId: undefined,
            rule: { index: 0, toolComponent: { index: 0 } },
          }),
        ],
      }),
    );
    expect(report.results.map(({ rule }) => rule)).toEqual(['R7']);
    expect(report.rules.map(({ id, title }) => [id, title])).toEqual([
      ['R0', undefined],
      ['R7', 'T'],
    ]);
  });

  it('takes for findings only what is wrong and still there', () => {
    const results = [
      ...['pass', 'informational', 'notApplicable'].map(kind => ({ kind })),
      { kind: 'fail', baselineState: 'absent' },
      { kind: 'open', baselineState: 'unchanged' },
    ].map(result);
    expect(lines(log(run(results)))).toHaveLength(1);
  });

  it('takes suppressions for accepted unless one says otherwise', () => {
    const results = [
      [],
      [{ kind: 'inSource' }],
      [{ kind: 'external', status: 'accepted', justification: 'why' }],
      [{ kind: 'external' }, { kind: 'external', status: 'underReview' }],
      [{ kind: 'external', status: 'rejected' }],
    ].map(suppressions => result({ suppressions }));
    expect(
      readOne(log(run(results))).results.map(({ suppression }) => suppression),
    ).toEqual([
      undefined,
      { kind: 'source', status: 'accepted' },
      { kind: 'external', status: 'accepted', reason: 'why' },
      { kind: 'external', status: 'under-review' },
      { kind: 'external', status: 'rejected' },
    ]);
  });

  it('knows a result again that has moved', () => {
    const variants = [
      { fingerprints: { 'id/v1': 'old', 'id/v2': 'f' } },
      { partialFingerprints: { primaryLocationLineHash: 'p', other: '1' } },
      {},
    ];
    for (const more of variants) {
      const [before] = prints(log(run([result(more)])));
      const moved = result({ ...more, locations: [at('src/a.ts', 900)] });
      expect(prints(log(run([moved])))).toEqual([before]);
      expect(prints(log(run([result({ ...more, ruleId: 'R2' })])))).not.toEqual(
        [before],
      );
    }
    const snippet = (startLine: number) =>
      result({
        message: { text: `line ${startLine} of something else` },
        locations: [
          at('src/a.ts', startLine, { snippet: { text: 'eval(x)' } }),
        ],
      });
    expect(prints(log(run([snippet(1)])))).toEqual(
      prints(log(run([snippet(2)]))),
    );
  });

  it('tells equal results apart by their order', () => {
    const two = prints(log(run([result(), result()])));
    expect(new Set(two).size).toBe(2);
    expect(prints(log(run([result()])))).toEqual([two[0]]);
  });

  it('follows bases to paths in the source, and no others', () => {
    const uris = [
      ['a.ts', 'SUB'],
      ['/home/x/repo/b.ts', undefined],
      ['file:///etc/passwd', undefined],
      ['..%2f..%2fetc/passwd', undefined],
      ['\\\\server\\share\\a', undefined],
      ['https://example.com/a', undefined],
      ['c.ts', 'LOOP'],
      ['d.ts', 'UNKNOWN'],
      ['C:\\x\\e.ts', undefined],
    ];
    const originalUriBaseIds = {
      SUB: { uri: 'sub/', uriBaseId: 'ROOT' },
      ROOT: { uri: 'file:///home/x/repo/' },
      LOOP: { uriBaseId: 'LOOP' },
    };
    const results = uris.map(([uri, uriBaseId]) =>
      result({
        locations: [
          { physicalLocation: { artifactLocation: { uri, uriBaseId } } },
        ],
      }),
    );
    const { results: read } = readOne(
      log(run(results, { originalUriBaseIds })),
      {
        root: '/home/x/repo',
      },
    );
    expect(read.map(({ place }) => place?.path)).toEqual([
      'sub/a.ts',
      'b.ts',
      undefined,
      undefined,
      undefined,
      undefined,
      'c.ts',
      'd.ts',
      undefined,
    ]);
  });

  it('reads what is behind an artifact index, and ends that are inclusive', () => {
    const location = {
      physicalLocation: {
        artifactLocation: { index: 0 },
        region: { startLine: 2, startColumn: 5, endColumn: 9 },
      },
    };
    const artifacts = [{ location: { uri: 'x/y.c' } }];
    expect(
      readOne(log(run([result({ locations: [location] })], { artifacts })))
        .results[0].place,
    ).toEqual({
      path: 'x/y.c',
      startLine: 2,
      endLine: 2,
      startColumn: 5,
      endColumn: 8,
    });
  });

  it('puts arguments into messages, and never takes Markdown', () => {
    const rules = [
      {
        id: 'R1',
        messageStrings: { default: { text: '{0} of {{x}} by {1}' } },
      },
    ];
    const results = [
      result({ message: { id: 'default', arguments: ['a', '{0}'] } }),
      result({
        message: { text: 'see [it](1)\u0007\u202e', markdown: '**M**' },
      }),
      result({ message: { markdown: '**M**' } }),
      result({ message: { text: 'x'.repeat(5000) } }),
    ];
    const messages = readOne(log(run(results, {}, { rules }))).results.map(
      ({ message }) => message,
    );
    expect(messages.slice(0, 3)).toEqual(['a of {x} by {0}', 'see it', '']);
    expect(messages[3]).toHaveLength(1000);
  });

  it('reads weaknesses of tags and taxa', () => {
    const rules = [
      {
        id: 'R1',
        properties: { tags: ['external/cwe/cwe-079', 'security'] },
        helpUri: 'data:text/html,x',
        relationships: [
          { target: { id: '22', toolComponent: { name: 'CWE' } } },
        ],
      },
    ];
    const results = [
      result({ taxa: [{ id: 'CWE-89', toolComponent: { index: 0 } }] }),
    ];
    const taxonomies = [{ name: 'CWE' }];
    expect(readOne(log(run(results, { taxonomies }, { rules }))).rules).toEqual(
      [
        {
          id: 'R1',
          cwes: [22, 79, 89],
          tags: ['external/cwe/cwe-079', 'security'],
        },
      ],
    );
  });

  it('tells that a tool failed, and of what commit, category and time a run is', () => {
    const report = readOne(
      log(
        run([], {
          automationDetails: { id: 'backend/js/2026-01-01' },
          versionControlProvenance: [{ revisionId: 'abc' }],
          invocations: [
            {
              executionSuccessful: false,
              endTimeUtc: '2026-01-01T10:00:00Z',
              toolExecutionNotifications: [
                { level: 'error', message: { text: 'out of memory' } },
              ],
            },
          ],
        }),
      ),
    );
    expect(report).toMatchObject({
      tool: { id: 'some-tool', name: 'Some Tool' },
      category: 'backend/js',
      revision: 'abc',
      ranAt: '2026-01-01T10:00:00.000Z',
      partial: true,
      notices: ['the tool says that it did not finish', 'out of memory'],
    });
  });

  it('makes one report of the runs of a tool, and one of each category', () => {
    const other = { automationDetails: { id: 'b/' } };
    const reports = readAll(
      log(run([result()]), run([result()], other), run([result()])),
    );
    expect(
      reports.map(({ category, results }) => [category, results.length]),
    ).toEqual([
      ['', 2],
      ['b', 1],
    ]);
    expect(
      new Set(reports[0].results.map(({ fingerprint }) => fingerprint)).size,
    ).toBe(2);
  });

  it('tells what it leaves out', () => {
    const many = readOne(log(run([result(), result(), result()])), {
      maxResults: 2,
    });
    expect(many).toMatchObject({
      cut: { read: 2, total: 3 },
      notices: ['only the worst 2 of 3 results are read'],
    });
    const runs = Array.from({ length: 21 }, () => run([]));
    expect(readOne(log(...runs)).notices).toEqual([
      'only the first 20 of 21 runs are read',
    ]);
  });

  it('reads the worst where there are too many, in their order', () => {
    const levels = ['note', 'error', 'warning', 'error', 'note', 'warning'];
    const results = levels.map((level, number) =>
      result({ ruleId: `R${number}`, level }),
    );
    const { results: read, cut } = readOne(log(run(results)), {
      maxResults: 3,
    });
    expect(read.map(({ rule }) => rule)).toEqual(['R1', 'R2', 'R3']);
    expect(cut).toEqual({ read: 3, total: 6 });
  });

  it.each([
    [
      { results: undefined },
      'a run has no results: nothing says that it looked',
    ],
    [{ results: null }, 'a run has no results: nothing says that it looked'],
    [
      { externalPropertyFileReferences: { results: [{}] } },
      'what the log has in files of its own is not read',
    ],
  ])('takes a run with %j for no whole one', (more, notice) => {
    const { partial, notices } = readOne(log(run([], more)));
    expect({ partial, notices }).toEqual({ partial: true, notices: [notice] });
    expect(readOne(log(run([]))).partial).toBeUndefined();
  });

  it.each([
    [
      'Trivy',
      'Package: libssl1.1\nInstalled Version: 1.1.1c-r0\nVulnerability CVE-2019-1551\nSeverity: MEDIUM\nFixed Version: 1.1.1d-r2\nLink: x',
      { name: 'libssl1.1', version: '1.1.1c-r0', fixedVersions: ['1.1.1d-r2'] },
    ],
    [
      'osv-scanner',
      "Package 'mercurial@4.5.2' is vulnerable to 'CVE-2019-1551' (also known as 'GHSA-p3f8-6gqc-x3mm').",
      { name: 'mercurial', version: '4.5.2', fixedVersions: [] },
    ],
    [
      'Grype',
      'A high vulnerability in npm package: lodash, version 4.17.1 was found at: /package-lock.json',
      {
        ecosystem: 'npm',
        name: 'lodash',
        version: '4.17.1',
        fixedVersions: [],
      },
    ],
  ])('knows the package that %s names', (name, text, expected) => {
    const { results } = readOne(
      log(
        run(
          [result({ ruleId: 'CVE-2019-1551', message: { text } })],
          {},
          {
            name,
          },
        ),
      ),
    );
    expect(results[0]).toMatchObject({
      kind: 'vulnerability',
      package: expected,
      vulnerability: { id: 'CVE-2019-1551' },
    });
  });

  it('keeps no secret', () => {
    const secret = 'ghp_0123456789abcdefABCDEF';
    const leak = (token: string) =>
      log(
        run(
          [
            result({
              message: { text: `found ${token} here` },
              partialFingerprints: { x: token },
              locations: [at('a.env', 1, { snippet: { text: token } })],
            }),
          ],
          {},
          { name: 'gitleaks' },
        ),
      );
    const { results } = readOne(leak(secret));
    expect(results[0]).toMatchObject({
      kind: 'secret',
      message: 'R1',
      secretHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(JSON.stringify(readOne(leak(secret)))).not.toContain(secret);
    expect(prints(leak('another-secret'))).not.toEqual(prints(leak(secret)));
  });

  it.each([
    [{ version: '2.0.0', runs: [] }, 'SARIF 2.0.0 is not read, 2.1.0 is'],
    [{ version: '2.1.0', runs: [{}] }, 'the tool of a run is not an object'],
    [{ version: '2.1.0', runs: [7] }, 'a run is not an object'],
    [log(run([3])), 'a result is not an object'],
  ])('refuses %j', (document, reason) => {
    expect(() => readAll(document)).toThrow(new ReportError(reason));
  });
});
