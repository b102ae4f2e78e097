import { examples } from '../__testUtils__/examples';
import { readAll } from '../__testUtils__/reading';
import { looksForSecrets } from './secretRules';

const CANARY = 'S3cr3tOfTheCanary42';

/** What is said of a result of SARIF, everywhere where a tool may quote it. */
const sarif = (
  name: string,
  ruleId: string,
  properties: object = {},
  more: object = {},
) => ({
  version: '2.1.0',
  runs: [
    {
      tool: {
        driver: {
          name,
          rules: [
            {
              id: ruleId,
              shortDescription: { text: 'Hard-coded' },
              fullDescription: { text: CANARY },
              help: { text: `Match: ${CANARY}` },
              properties,
              ...more,
            },
          ],
        },
      },
      results: [
        {
          ruleId,
          message: { text: `The value "${CANARY}" is used as password.` },
          fingerprints: { x: CANARY },
          partialFingerprints: { y: CANARY },
          fixes: [{ description: { text: CANARY } }],
          properties: { match: CANARY },
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'src/a.js' },
                region: { startLine: 2, snippet: { text: `p = "${CANARY}"` } },
                contextRegion: { snippet: { text: `x\np = "${CANARY}"` } },
              },
              logicalLocations: [{ name: CANARY }],
            },
          ],
        },
      ],
    },
  ],
});

const cwe = (number: string) => ({ tags: [`external/cwe/cwe-${number}`] });

const logs: [string, unknown][] = [
  ['CodeQL', sarif('CodeQL', 'js/hardcoded-credentials', cwe('798'))],
  ['a weakness alone', sarif('Some', 'R1', cwe('259'))],
  ['ESLint', sarif('ESLint', 'no-secrets/no-secrets')],
  ['gitleaks', sarif('gitleaks', 'generic-api-key')],
  ['detect-secrets', sarif('detect-secrets', 'KeywordDetector')],
  ['Semgrep', sarif('Semgrep OSS', 'generic.secrets.security.aws.x')],
  ['Checkov', sarif('Checkov', 'CKV_SECRET_2')],
  ['Bandit', sarif('Bandit', 'B106')],
  ['Trivy', sarif('Trivy', 'aws-access-key-id', {}, { name: 'Secret' })],
  ['Snyk Code', sarif('SnykCode', 'javascript/NoHardcodedPasswords')],
];

/** Keys whose texts name rules, places and tools, or say which of several values something has. */
const NAMES =
  /^(?:ruleId|RuleID|ident|id|ID|AVDID|check_id|check_type|Check|code|kind|Class|type|test_id|test_name|name|desc|description|Description|title|Title|File|file|Target|path|filename|file_path|filePath|filepath|verbatim_path|FilePath|SchemaVersion|ArtifactName|ArtifactType|version|status|Status|level|severity|Severity|messageId|sourceContentType|raw_source_code_extract|cve|Secret|Match|lines|sourceContent|Commit|Fingerprint|category|fingerprint|url|Key|value|type|sha)$/;

function planted(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map(one => planted(one, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, planted(one, name)]),
    );
  }
  return typeof value === 'string' && !NAMES.test(key)
    ? `${value} ${CANARY}`
    : value;
}

const finding = {
  start: { line: 1, col: 1 },
  end: { line: 1, col: 9 },
  path: 'a.js',
};

/** Reports of the tools' own formats on secrets. */
const own: [string, unknown][] = [
  ...['gitleaks', 'zizmor', 'secretlint', 'gitlab'].map(
    (name): [string, unknown] => {
      const document = JSON.parse(examples[name].document);
      if (name !== 'gitlab') return [name, planted(document)];
      return [
        name,
        { ...document, vulnerabilities: planted(document.vulnerabilities) },
      ];
    },
  ),
  ...['', '.secrets'].map((folder): [string, unknown] => [
    `semgrep${folder}`,
    {
      errors: [],
      paths: {},
      results: [
        {
          ...finding,
          check_id: `js${folder}.x`,
          extra: {
            message: CANARY,
            fix: `p = ${CANARY}`,
            lines: `p = "${CANARY}"`,
            metadata: { cwe: ['CWE-798: Use of Hard-coded Credentials'] },
          },
        },
      ],
    },
  ]),
  [
    'bandit',
    {
      metrics: { _totals: {} },
      results: [
        {
          test_id: 'B999',
          filename: 'a',
          issue_cwe: { id: 798 },
          issue_text: CANARY,
          code: CANARY,
        },
      ],
    },
  ],
  [
    'eslint',
    [
      {
        filePath: 'a.js',
        errorCount: 1,
        messages: [
          {
            ruleId: 'x/no-hardcoded-credentials',
            message: CANARY,
            fix: { text: CANARY },
            suggestions: [{ desc: CANARY }],
          },
        ],
        source: CANARY,
      },
    ],
  ],
  [
    'trivy',
    {
      SchemaVersion: 2,
      ArtifactName: '.',
      Results: [
        {
          Target: 'Dockerfile',
          Class: 'config',
          Misconfigurations: [
            {
              ID: 'DS031',
              Title: 'Secrets passed via build-args',
              Message: CANARY,
              CauseMetadata: { Code: { Lines: [{ Content: CANARY }] } },
            },
          ],
        },
        {
          Target: 'a.env',
          Class: 'secret',
          Secrets: [
            {
              RuleID: 'x',
              Title: `AWS ${CANARY}`,
              Match: `key="${CANARY}"`,
              Code: { Lines: [{ Content: CANARY }] },
            },
          ],
        },
      ],
    },
  ],
  [
    'checkov',
    {
      check_type: 'secrets',
      results: {
        failed_checks: [
          {
            check_id: 'CKV_SECRET_6',
            check_name: 'High entropy',
            file_path: '/a',
            resource: CANARY,
            code_block: [[1, CANARY]],
            evaluations: CANARY,
          },
        ],
      },
    },
  ],
  [
    'kube-linter',
    {
      Checks: [],
      Reports: [
        {
          Check: 'env-var-secret',
          Diagnostic: { Message: CANARY },
          Object: { K8sObject: {} },
        },
      ],
      Summary: {},
    },
  ],
  [
    'actionlint',
    [
      {
        kind: 'credentials',
        message: CANARY,
        snippet: CANARY,
        filepath: 'a.yml',
        line: 1,
        end_column: 2,
      },
    ],
  ],
];

describe('rules of secrets', () => {
  it.each(logs)('are of secrets in the SARIF of %s', (_tool, document) => {
    const results = readAll(document).flatMap(report => report.results);
    expect(results.map(({ kind }) => kind)).toEqual(['secret']);
    expect(results[0].message).toBe('Hard-coded');
    expect(results[0].place).toMatchObject({ path: 'src/a.js', startLine: 2 });
  });

  it.each([...logs, ...own])('leave no value of %s', (_tool, document) => {
    const reports = readAll(document);
    expect(reports.flatMap(({ results }) => results)).not.toEqual([]);
    expect(JSON.stringify(reports)).not.toContain(CANARY);
  });

  it.each(logs)('name results of %s by the salt', (_tool, document) => {
    const named = (salt: Uint8Array) =>
      readAll(document, { salt })[0].results[0].fingerprint;
    expect(named(new Uint8Array(32).fill(1))).not.toBe(
      named(new Uint8Array(32).fill(2)),
    );
  });

  it.each([
    ['js/hardcoded-credentials', true],
    ['secrets/detected-token', true],
    ['javascript.jwt.jwt-hardcoded-key', true],
    ['cs/password-in-configuration', true],
    ['password-policy-length', false],
    ['js/insufficient-password-hash', false],
    ['python.secrets-folder.no-eval', false],
    ['no-eval', false],
  ])('are told by their names: %s', (id, expected) => {
    expect(looksForSecrets({ id })).toBe(expected);
  });
});
