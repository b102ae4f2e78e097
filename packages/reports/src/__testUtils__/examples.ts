/** What no report may hold once it is read. */
export const SECRET = 'AKIAQYLPMN5HHHFPZAM2';

interface Example {
  document: string;
  /** As `lineOf` writes them. */
  lines: string[];
}

const example = (value: unknown, ...lines: string[]): Example => ({
  document: JSON.stringify(value),
  lines,
});
const advisory = {
  id: 1,
  module_name: 'growl',
  title: 'Command Injection',
  severity: 'critical',
  cves: ['CVE-2017-16042'],
  cwe: 'CWE-94',
  url: 'https://github.com/advisories/GHSA-qh2h-chj9-jffq',
  patched_versions: '>=1.10.2',
  findings: [{ version: '1.9.2', paths: ['mocha>growl'] }],
};

/** A small report of every format, with what is in it. */
export const examples: Record<string, Example> = {
  sarif: example(
    {
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'secretlint', rules: [{ id: 'aws' }] } },
          results: [
            {
              ruleId: 'aws',
              level: 'error',
              message: { text: `found ${SECRET}` },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'a.env' },
                    region: { startLine: 2, snippet: { text: SECRET } },
                  },
                },
              ],
            },
          ],
        },
      ],
    },
    'high secret aws a.env:2',
  ),
  'npm-audit': example(
    {
      auditReportVersion: 2,
      vulnerabilities: {
        debug: {
          name: 'debug',
          isDirect: false,
          via: [
            {
              source: 1,
              name: 'debug',
              title: 'ReDoS',
              url: 'https://github.com/advisories/GHSA-gxpj-cx7g-858c',
              severity: 'moderate',
              cwe: ['CWE-400'],
              cvss: { score: 5.3 },
            },
          ],
          fixAvailable: { name: 'express', version: '4.18.3' },
        },
        express: { name: 'express', via: ['debug'] },
      },
    },
    'medium vulnerability GHSA-gxpj-cx7g-858c debug',
  ),
  'pnpm-audit': example(
    { advisories: { 1: advisory }, metadata: {} },
    'critical vulnerability GHSA-qh2h-chj9-jffq growl@1.9.2',
  ),
  'yarn-audit': {
    document: [
      { type: 'auditAdvisory', data: { resolution: {}, advisory } },
      { type: 'auditAdvisory', data: { resolution: {}, advisory } },
      { type: 'auditSummary', data: { dependencies: 3 } },
    ]
      .map(line => JSON.stringify(line))
      .join('\n'),
    lines: ['critical vulnerability GHSA-qh2h-chj9-jffq growl@1.9.2'],
  },
  'pip-audit': example(
    {
      dependencies: [
        {
          name: 'Flask_X',
          version: '0.5',
          vulns: [
            { id: 'PYSEC-2019-179', fix_versions: ['1.0'], description: 'd' },
          ],
        },
        { name: 'local', skip_reason: 'not on PyPI' },
      ],
      fixes: [],
    },
    'unknown vulnerability PYSEC-2019-179 flask-x@0.5',
  ),
  trivy: example(
    {
      SchemaVersion: 2,
      ArtifactName: '.',
      ArtifactType: 'filesystem',
      Results: [
        {
          Target: 'yarn.lock',
          Class: 'lang-pkgs',
          Type: 'yarn',
          Vulnerabilities: [
            {
              VulnerabilityID: 'CVE-2020-1',
              PkgName: 'lodash',
              InstalledVersion: '4.0.0',
              FixedVersion: '4.1.0, 5.0.0',
              Severity: 'HIGH',
              Status: 'fixed',
            },
          ],
          ExperimentalModifiedFindings: [
            {
              Type: 'vulnerability',
              Status: 'ignored',
              Statement: 'not reached',
              Finding: {
                VulnerabilityID: 'CVE-2020-2',
                PkgName: 'lodash',
                InstalledVersion: '4.0.0',
                Severity: 'LOW',
              },
            },
          ],
        },
        {
          Target: 'Dockerfile',
          Class: 'config',
          Misconfigurations: [
            {
              ID: 'DS002',
              AVDID: 'AVD-DS-0002',
              Title: 'root',
              Severity: 'HIGH',
              Status: 'FAIL',
              CauseMetadata: { StartLine: 3, EndLine: 3 },
            },
            { ID: 'DS003', Status: 'PASS' },
          ],
        },
        {
          Target: 'a.env',
          Class: 'secret',
          Secrets: [
            {
              RuleID: 'aws-access-key-id',
              Severity: 'CRITICAL',
              Title: 'AWS',
              StartLine: 1,
              EndLine: 1,
              Match: `key=${SECRET}`,
              Code: { Lines: [{ Content: `key=${SECRET}` }] },
            },
          ],
        },
      ],
    },
    'high vulnerability CVE-2020-1 lodash@4.0.0 yarn.lock',
    'low vulnerability CVE-2020-2 lodash@4.0.0 yarn.lock accepted',
    'high configuration AVD-DS-0002 Dockerfile:3',
    'critical secret aws-access-key-id a.env:1',
  ),
  grype: example(
    {
      descriptor: { name: 'grype', version: '0.90.0' },
      source: { type: 'directory', target: '.' },
      matches: [
        {
          vulnerability: {
            id: 'GHSA-xxxx-xxxx-xxxx',
            severity: 'Critical',
            fix: { versions: ['2.0.0'], state: 'fixed' },
            knownExploited: [{ cve: 'CVE-2020-3' }],
          },
          relatedVulnerabilities: [{ id: 'CVE-2020-3' }],
          artifact: {
            name: 'x',
            version: '1.0.0',
            purl: 'pkg:npm/x@1.0.0',
            locations: [{ path: '/web/package-lock.json' }],
          },
        },
      ],
      ignoredMatches: [
        {
          vulnerability: { id: 'CVE-2020-4', severity: 'Low' },
          artifact: { name: 'y', version: '1', type: 'npm' },
          appliedIgnoreRules: [{ reason: 'why' }],
        },
      ],
    },
    'critical vulnerability GHSA-xxxx-xxxx-xxxx x@1.0.0 web/package-lock.json',
    'low vulnerability CVE-2020-4 y@1 accepted',
  ),
  'osv-scanner': example(
    {
      results: [
        {
          source: { path: 'go.mod', type: 'lockfile' },
          packages: [
            {
              package: { name: 'm', version: '1.0.0', ecosystem: 'Go' },
              vulnerabilities: [
                {
                  id: 'GO-2020-1',
                  summary: 's',
                  affected: [
                    {
                      package: { name: 'm' },
                      ranges: [{ events: [{ fixed: '1.1.0' }] }],
                    },
                  ],
                },
              ],
              groups: [
                {
                  ids: ['GO-2020-1'],
                  aliases: ['CVE-2020-5'],
                  max_severity: '9.1',
                },
              ],
            },
          ],
        },
      ],
    },
    'critical vulnerability GO-2020-1 m@1.0.0 go.mod',
  ),
  gitleaks: example(
    [
      {
        RuleID: 'aws-access-token',
        Description: 'AWS',
        StartLine: 5,
        EndLine: 5,
        Match: `key ${SECRET}`,
        Secret: SECRET,
        File: 'src/a.py',
        Commit: 'abc',
        Tags: [],
        Fingerprint: 'abc:src/a.py:aws-access-token:5',
      },
    ],
    'unknown secret aws-access-token src/a.py:5',
  ),
  bandit: example(
    {
      errors: [],
      generated_at: '2026-01-01T00:00:00Z',
      metrics: { _totals: { nosec: 0 } },
      results: [
        {
          code: `4 x = 1\n5 password = '${SECRET}'\n`,
          filename: './a.py',
          line_number: 5,
          issue_severity: 'LOW',
          issue_confidence: 'MEDIUM',
          issue_text: `Possible hardcoded password: '${SECRET}'`,
          issue_cwe: { id: 259 },
          test_id: 'B105',
          test_name: 'hardcoded_password_string',
        },
      ],
    },
    'low secret B105 a.py:5',
  ),
  hadolint: example(
    [
      {
        code: 'DL3008',
        column: 1,
        file: 'Dockerfile',
        level: 'warning',
        line: 9,
        message: 'Pin versions',
      },
    ],
    'medium configuration DL3008 Dockerfile:9',
  ),
  semgrep: example(
    {
      version: '1.100.0',
      errors: [],
      paths: { scanned: ['a.go', 'b.go'] },
      results: [
        {
          check_id: 'go.xss',
          path: 'a.go',
          start: { line: 26, col: 5 },
          end: { line: 30, col: 31 },
          extra: {
            message: 'escape it',
            severity: 'WARNING',
            lines: 'x := y',
            fingerprint: 'requires login',
            metadata: { cwe: ['CWE-79: XSS'], confidence: 'MEDIUM' },
          },
        },
        {
          check_id: 'generic.secrets.security.aws',
          path: 'b.go',
          start: { line: 2, col: 1 },
          end: { line: 2, col: 9 },
          extra: {
            message: `found ${SECRET}`,
            severity: 'ERROR',
            lines: `key = ${SECRET}`,
            is_ignored: true,
          },
        },
      ],
    },
    'medium code go.xss a.go:26',
    'high secret generic.secrets.security.aws b.go:2 accepted',
  ),
  eslint: example(
    [
      {
        filePath: 'src/a.js',
        errorCount: 1,
        messages: [
          { ruleId: 'no-eval', severity: 2, message: 'eval', line: 3 },
        ],
        suppressedMessages: [
          {
            ruleId: 'no-secrets/no-secrets',
            severity: 1,
            message: `entropy of ${SECRET}`,
            line: 4,
            suppressions: [{ kind: 'directive', justification: 'a test' }],
          },
        ],
      },
      { filePath: 'src/b.js', errorCount: 0, messages: [] },
    ],
    'high code no-eval src/a.js:3',
    'medium secret no-secrets/no-secrets src/a.js:4 accepted',
  ),
  checkov: example(
    {
      check_type: 'terraform',
      summary: { checkov_version: '3.2.0' },
      results: {
        failed_checks: [
          {
            check_id: 'CKV_AWS_1',
            check_name: 'Encrypt it',
            file_path: '/main.tf',
            file_line_range: [1, 16],
            resource: 'aws_s3_bucket.b',
            severity: 'HIGH',
          },
        ],
        skipped_checks: [
          {
            check_id: 'CKV_AWS_2',
            check_result: { suppress_comment: 'public' },
            file_path: '/main.tf',
            file_line_range: [1, 16],
            resource: 'aws_s3_bucket.b',
            severity: null,
          },
        ],
      },
    },
    'high configuration CKV_AWS_1 main.tf:1',
    'unknown configuration CKV_AWS_2 main.tf:1 accepted',
  ),
  snyk: example(
    [
      {
        ok: false,
        packageManager: 'npm',
        displayTargetFile: 'web\\package-lock.json',
        vulnerabilities: [
          {
            id: 'SNYK-JS-LODASH-590103',
            title: 'Prototype Pollution',
            severity: 'high',
            severityWithCritical: 'critical',
            cvssScore: 9.8,
            identifiers: { CVE: ['CVE-2020-8203'], CWE: ['CWE-400'] },
            name: 'lodash',
            version: '4.17.13',
            fixedIn: ['4.17.20'],
            from: ['web@1.0.0', 'lodash@4.17.13'],
            isUpgradable: true,
            upgradePath: [false, 'lodash@4.17.20'],
          },
          {
            id: 'snyk:lic:npm:x:GPL-3.0',
            type: 'license',
            name: 'x',
            version: '1',
            from: ['web@1.0.0', 'x@1'],
          },
        ],
        filtered: {
          ignore: [
            {
              id: 'SNYK-JS-AJV-584908',
              title: 'ReDoS',
              severity: 'medium',
              name: 'ajv',
              version: '6.6.2',
              from: ['web@1.0.0', 'eslint@1', 'ajv@6.6.2'],
              filtered: {
                ignored: [
                  { reason: 'tests', expires: '2100-01-01T00:00:00.000Z' },
                ],
              },
            },
          ],
          patch: [],
        },
      },
      {
        ok: false,
        packageManager: 'terraformconfig',
        targetFile: 'main.tf',
        vulnerabilities: [],
        infrastructureAsCodeIssues: [
          {
            publicId: 'SNYK-CC-00151',
            title: 'No flow log',
            severity: 'medium',
            lineNumber: 12,
            path: ['resource', 'aws_vpc[main]'],
            resolve: 'Add one',
          },
        ],
      },
    ],
    'critical vulnerability SNYK-JS-LODASH-590103 lodash@4.17.13 web/package-lock.json',
    'medium vulnerability SNYK-JS-AJV-584908 ajv@6.6.2 web/package-lock.json accepted',
    'medium configuration SNYK-CC-00151 main.tf:12',
  ),
  gitlab: example(
    {
      version: '15.0.7',
      scan: {
        type: 'secret_detection',
        status: 'success',
        scanner: { id: 'gitleaks', name: 'Gitleaks', version: '8.18.0' },
        start_time: '2026-01-01T00:00:00',
        end_time: '2026-01-01T00:00:05',
      },
      vulnerabilities: [
        {
          id: '1',
          category: 'secret_detection',
          name: 'AWS access token',
          description: `AWS ${SECRET} found`,
          cve: `README.md:${SECRET}:AWS`,
          severity: 'Critical',
          confidence: 'Unknown',
          raw_source_code_extract: SECRET,
          location: {
            file: 'README.md',
            commit: { sha: '0000000' },
            start_line: 20,
            end_line: 20,
          },
          identifiers: [
            {
              type: 'gitleaks_rule_id',
              name: 'Gitleaks rule ID AWS',
              value: 'AWS',
            },
          ],
          flags: [
            {
              type: 'flagged-as-likely-false-positive',
              origin: 'post-analyzer',
              description: 'of a test',
            },
          ],
        },
      ],
    },
    'critical secret AWS README.md:20 under-review',
  ),
  'dependency-check': example(
    {
      reportSchema: '1.1',
      scanInfo: { engineVersion: '12.1.0' },
      projectInfo: { name: 'shop', reportDate: '2026-01-01T00:00:00Z' },
      dependencies: [
        {
          fileName: 'x-1.0.0.jar',
          filePath: 'lib/x-1.0.0.jar',
          packages: [{ id: 'pkg:maven/org.x/x@1.0.0', confidence: 'HIGH' }],
          vulnerabilityIds: [{ id: 'cpe:2.3:a:x:x', confidence: 'HIGHEST' }],
          vulnerabilities: [
            {
              source: 'NVD',
              name: 'CVE-2020-6',
              severity: 'CRITICAL',
              cvssv3: { baseScore: 9.8 },
              cwes: ['CWE-502'],
              knownExploitedVulnerability: { Name: 'x' },
              description: 'd',
              references: [{ url: 'https://example.com/x' }],
              vulnerableSoftware: [
                { software: { id: 'a', versionEndExcluding: '0.9' } },
                {
                  software: {
                    id: 'b',
                    vulnerabilityIdMatched: 'true',
                    versionEndExcluding: '1.2.0',
                  },
                },
              ],
            },
          ],
          suppressedVulnerabilities: [
            {
              source: 'NVD',
              name: 'CVE-2020-7',
              cvssv2: { score: 5 },
              notes: 'another x',
            },
          ],
        },
      ],
    },
    'critical vulnerability CVE-2020-6 org.x:x@1.0.0 lib/x-1.0.0.jar',
    'medium vulnerability CVE-2020-7 org.x:x@1.0.0 lib/x-1.0.0.jar accepted',
  ),
  zizmor: example(
    [
      {
        ident: 'hardcoded-container-credentials',
        desc: 'hardcoded credential',
        url: 'https://docs.zizmor.sh/audits/#x',
        determinations: {
          confidence: 'High',
          severity: 'Medium',
          persona: 'Regular',
        },
        locations: [
          {
            symbolic: {
              key: { Local: { verbatim_path: './.github/workflows/ci.yml' } },
              annotation: 'here',
              route: {
                route: [{ Key: 'jobs' }, { Key: 'build' }, { Index: 0 }],
              },
              feature_kind: 'Normal',
              kind: 'Primary',
            },
            concrete: {
              location: {
                start_point: { row: 15, column: 8 },
                end_point: { row: 15, column: 20 },
              },
              feature: `password: ${SECRET}`,
            },
          },
        ],
        ignored: true,
        fixes: [{ title: 'use a secret' }],
      },
    ],
    'medium configuration hardcoded-container-credentials .github/workflows/ci.yml:16 accepted',
  ),
  retire: example(
    {
      version: '5.7.0',
      start: '2026-01-01T00:00:00Z',
      data: [
        {
          file: 'web/jquery.js',
          results: [
            {
              component: 'jquery',
              npmname: 'jquery',
              version: '1.11.2',
              vulnerabilities: [
                {
                  severity: 'medium',
                  below: '1.12.0',
                  cwe: ['CWE-79'],
                  identifiers: {
                    CVE: ['CVE-2015-9251'],
                    githubID: 'GHSA-rmxg-73gg-4p98',
                    summary: 's',
                  },
                  info: ['https://example.com/1'],
                },
                {
                  severity: 'low',
                  identifiers: { issue: '2432', summary: 't' },
                },
              ],
            },
          ],
        },
      ],
      messages: [],
      errors: [],
    },
    'medium vulnerability CVE-2015-9251 jquery@1.11.2 web/jquery.js',
    'low vulnerability retire:jquery:2432 jquery@1.11.2 web/jquery.js',
  ),
  safety: example(
    {
      meta: { timestamp: '2026-01-01T00:00:00' },
      scan_results: {
        projects: [
          {
            files: [
              {
                type: 'requirements.txt',
                location: 'requirements.txt',
                results: {
                  dependencies: [
                    {
                      name: 'Django',
                      specifications: [
                        {
                          raw: 'Django==4.0.5',
                          vulnerabilities: {
                            known_vulnerabilities: [
                              { id: '48040', ignored: null },
                              {
                                id: '48041',
                                ignored: {
                                  code: 'manual',
                                  reason: 'not reached',
                                  expires: '2100-01-01',
                                },
                              },
                            ],
                            remediation: { recommended: '4.0.6' },
                          },
                        },
                      ],
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
    },
    'unknown vulnerability safety:48040 django@4.0.5 requirements.txt',
    'unknown vulnerability safety:48041 django@4.0.5 requirements.txt accepted',
  ),
  secretlint: example(
    [
      {
        filePath: 'a.env',
        sourceContent: `ID=${SECRET}\n`,
        sourceContentType: 'text',
        messages: [
          {
            type: 'message',
            ruleId: '@secretlint/secretlint-rule-aws',
            messageId: 'AWSAccessKeyID',
            message: `found AWS Access Key ID: ${SECRET}`,
            data: { ID: SECRET },
            range: [3, 23],
            loc: {
              start: { line: 1, column: 3 },
              end: { line: 1, column: 23 },
            },
            severity: 'error',
          },
        ],
      },
    ],
    'high secret @secretlint/secretlint-rule-aws a.env:1',
  ),
  actionlint: example(
    [
      {
        message: 'property "x" is not defined',
        filepath: '.github/workflows/ci.yml',
        line: 9,
        column: 23,
        kind: 'expression',
        snippet: `echo ${SECRET}`,
        end_column: 32,
      },
      {
        message:
          'shellcheck reported issue in this script: SC2086:info:1:6: Double quote',
        filepath: '.github/workflows/ci.yml',
        line: 12,
        column: 9,
        kind: 'shellcheck',
        end_column: 12,
      },
    ],
    'unknown configuration expression .github/workflows/ci.yml:9',
    'low configuration shellcheck/SC2086 .github/workflows/ci.yml:12',
  ),
  'kube-linter': example(
    {
      Checks: [{ name: 'run-as-non-root', description: 'd' }],
      Reports: [
        {
          Check: 'run-as-non-root',
          Diagnostic: { Message: 'container "web" is root' },
          Remediation: 'Set runAsUser',
          Object: {
            Metadata: { FilePath: 'k8s/web.yaml' },
            K8sObject: {
              Namespace: 'shop',
              Name: 'web',
              GroupVersionKind: { Kind: 'Deployment' },
            },
          },
        },
      ],
      Summary: { ChecksStatus: 'Failed', KubeLinterVersion: '0.8.3' },
    },
    'unknown configuration run-as-non-root k8s/web.yaml',
  ),
  knip: example(
    {
      files: ['src/old.ts'],
      issues: [
        {
          file: 'package.json',
          dependencies: [{ name: 'jquery', line: 5, col: 6, pos: 71 }],
          devDependencies: [{ name: 'mocha', line: 9, col: 6, pos: 99 }],
          unlisted: [],
        },
        {
          file: 'src/a.ts',
          dependencies: [],
          devDependencies: [],
          unlisted: [{ name: '@scope/left' }],
        },
      ],
    },
    'low package-risk unused-dependency jquery package.json:5',
    'low package-risk unused-development-dependency mocha package.json:9',
    'low package-risk undeclared-dependency @scope/left src/a.ts',
  ),
  depcheck: example(
    {
      dependencies: ['underscore'],
      devDependencies: ['jasmine'],
      missing: { lodash: ['src/a.js'] },
      using: { react: ['src/b.js'] },
      invalidFiles: {},
      invalidDirs: {},
    },
    'low package-risk unused-dependency underscore package.json',
    'low package-risk unused-development-dependency jasmine package.json',
    'low package-risk undeclared-dependency lodash src/a.js',
  ),
  deptry: example(
    [
      {
        error: { code: 'DEP001', message: "'seaborn' imported but missing" },
        module: 'seaborn',
        location: { file: 'foo/bar.py', line: 12, column: 8 },
      },
      {
        error: { code: 'DEP002', message: "'pandas' defined but not used" },
        module: 'pandas',
        location: { file: 'pyproject.toml', line: null, column: null },
      },
      {
        error: { code: 'DEP005', message: "'asyncio' is of Python itself" },
        module: 'asyncio',
        location: { file: 'pyproject.toml', line: null, column: null },
      },
    ],
    'low package-risk undeclared-dependency seaborn foo/bar.py:12',
    'low package-risk unused-dependency pandas pyproject.toml',
  ),
};
