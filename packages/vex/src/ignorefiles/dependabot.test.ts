import { readIgnoreFile } from './readIgnoreFile';

const accepted = { state: 'exploitable', responses: ['will_not_fix'] };

it.each([
  ['fix_started', { state: 'exploitable', responses: ['update'] }],
  ['inaccurate', { state: 'false_positive', responses: [] }],
  ['no_bandwidth', { state: 'exploitable', responses: [] }],
  [
    'not_used',
    {
      state: 'not_affected',
      justification: 'code_not_reachable',
      responses: [],
    },
  ],
  ['tolerable_risk', accepted],
])('reads an alert that was dismissed as %s', (reason, analysis) => {
  const alert = (changes: object) => ({
    number: 7,
    state: 'dismissed',
    dismissed_reason: reason,
    dismissed_comment: 'Told so',
    dependency: {
      package: { ecosystem: 'pip', name: 'jinja2' },
      manifest_path: 'requirements.txt',
    },
    security_advisory: {
      ghsa_id: 'GHSA-g3rq-g295-4j3m',
      cve_id: 'CVE-2020-28493',
    },
    ...changes,
  });
  const { entries } = readIgnoreFile(
    'dependabot-alerts.json',
    JSON.stringify([
      alert({}),
      alert({ state: 'open' }),
      alert({ state: 'auto_dismissed' }),
    ]),
  );
  expect(entries).toEqual([
    {
      line: 1,
      text: 'GHSA-g3rq-g295-4j3m',
      vulnerability: 'GHSA-g3rq-g295-4j3m',
      packages: [
        { ecosystem: 'PyPI', name: 'jinja2', paths: ['requirements.txt'] },
      ],
      analysis,
      reason: 'Told so',
    },
  ]);
});
