import { readAll } from '../__testUtils__/reading';
import { SECRET } from '../__testUtils__/examples';
import { bareSecret, hashOfSecret } from './secrets';

const salt = new Uint8Array(32).fill(7);
const hash = hashOfSecret(SECRET, salt);

/** Reports of several tools on one secret, each as the tool shows it. */
const shown: [string, unknown][] = [
  ['gitleaks', [{ RuleID: 'aws', File: 'a', Secret: SECRET, Match: 'x' }]],
  [
    'bandit',
    {
      metrics: { _totals: {} },
      results: [
        {
          test_id: 'B105',
          filename: 'a',
          issue_text: `Possible hardcoded password: '${SECRET}'`,
        },
      ],
    },
  ],
  [
    'semgrep',
    {
      errors: [],
      paths: {},
      results: [
        {
          check_id: 'generic.secrets.aws',
          path: 'a',
          start: { line: 1, col: 14 },
          end: { line: 1, col: 34 },
          extra: { lines: `give("name", ${SECRET}, "other")\n` },
        },
      ],
    },
  ],
  [
    'SARIF with the line',
    logOf({ startLine: 1, snippet: { text: `  key: "${SECRET}",` } }),
  ],
  [
    'SARIF with columns',
    logOf({
      startLine: 1,
      startColumn: 6,
      endColumn: 26,
      snippet: { text: `x y z${SECRET}z y x` },
    }),
  ],
  ['SARIF with the secret', logOf({ startLine: 1, snippet: { text: SECRET } })],
];

function logOf(region: object) {
  const artifactLocation = { uri: 'a' };
  return {
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'gitleaks' } },
        results: [
          {
            ruleId: 'aws',
            message: { text: 'm' },
            locations: [{ physicalLocation: { artifactLocation, region } }],
          },
        ],
      },
    ],
  };
}

describe('secrets', () => {
  it.each(shown)('are known by the same hash from %s', (_tool, report) => {
    expect(
      readAll(report).flatMap(({ results }) =>
        results.map(result => result.secretHash),
      ),
    ).toEqual([hash]);
  });

  it.each([
    [`export AWS_KEY=${SECRET} # of the build`, SECRET],
    [`"aws": '${SECRET}',`, SECRET],
    [`key := \`${SECRET}\``, SECRET],
    [`${SECRET};`, SECRET],
    ['postgres://u:p@host/db', 'postgres://u:p@host/db'],
    ['get("NAME", "hunter2")', 'get("NAME", "hunter2")'],
    ['-----BEGIN KEY-----\na=b\n', '-----BEGIN KEY-----\na=b'],
    ['dGVzdA==', 'dGVzdA=='],
  ])('are told from what stands around them: %s', (text, secret) => {
    expect(bareSecret(text)).toBe(secret);
  });

  it.each(['', '  ', '***', 'AKIA***', 'REDACTED', 'AKI...'])(
    'have no hash where a tool hides them: %j',
    text => {
      expect(hashOfSecret(text, salt)).toBeUndefined();
    },
  );
});
