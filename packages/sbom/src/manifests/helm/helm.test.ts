import { componentLines, readWith } from '../../__testUtils__/summary';

const LOCK = `dependencies:
- name: postgresql
  repository: https://user:secret@charts.test/bitnami/
  version: 15.2.5
- name: metrics
  repository: https://charts.test/bitnami
  version: 1.0.0
- name: own
  repository: file://../own
  version: 0.1.0
digest: sha256:00
generated: "2024-04-22T14:22:03Z"
`;
const CHART = `apiVersion: v2
name: shop
version: 1.2.3
dependencies:
- {name: postgresql, version: "~15", repository: "https://charts.test/bitnami"}
- {name: metrics, version: 1.0.0, repository: "@bitnami", condition: metrics.enabled}
- {name: own, version: 0.1.0, repository: "file://../own"}
`;

describe('charts of Helm', () => {
  it('are locked, and say which can be switched off', () => {
    const manifest = readWith('Chart.lock', LOCK, { 'Chart.yaml': CHART });
    expect(manifest.components.map(c => [c.purl, c.scope, c.direct])).toEqual([
      [
        'pkg:helm/metrics@1.0.0?repository_url=https:%2F%2Fcharts.test%2Fbitnami',
        'optional',
        true,
      ],
      [
        'pkg:helm/postgresql@15.2.5?repository_url=https:%2F%2Fcharts.test%2Fbitnami',
        'runtime',
        true,
      ],
    ]);
    expect(manifest.root).toEqual({ name: 'shop', version: '1.2.3' });
    expect(manifest.lock).toMatchObject({ locked: true, inStep: true });
  });

  it('are out of step where the chart asks for others', () => {
    const chart = `${CHART}- {name: redis, version: 1.0.0, repository: "https://a.test"}\n`;
    expect(
      readWith('Chart.lock', LOCK, { 'Chart.yaml': chart }).lock,
    ).toMatchObject({
      inStep: false,
      difference: "the manifest asks for 'redis' otherwise",
    });
  });

  it('count without a lock file where they are asked for in one version', () => {
    const { components, warnings, lock } = readWith('Chart.yaml', CHART);
    expect(components.map(c => c.name)).toEqual(['metrics']);
    expect(warnings[0]).toBe(
      "the chart 'postgresql' is asked for in no exact version: it is not counted",
    );
    expect(lock?.locked).toBe(false);
  });

  it('may ask for nothing', () => {
    const { components, lock } = readWith(
      'Chart.yaml',
      'name: a\nversion: 1\n',
    );
    expect([components, lock?.locked]).toEqual([[], true]);
  });

  it('are refused without what each file has', () => {
    expect(() => readWith('Chart.lock', 'dependencies: []\n')).toThrow(
      "'digest' is missing",
    );
    expect(() => readWith('Chart.yaml', 'version: 1\n')).toThrow(
      "'name' is missing",
    );
  });
});

describe('a configuration of pre-commit', () => {
  const read = (text: string) => readWith('.pre-commit-config.yaml', text);

  it('has repositories of hooks, and packages beside them', () => {
    const sha = 'c'.repeat(40);
    expect(
      componentLines(
        read(`repos:
- repo: https://github.com/psf/black
  rev: 24.4.2
  hooks: [{id: black, additional_dependencies: ["click==8.1.7", "black[d]==1.0"]}]
- repo: https://git.test/tools/lint.git
  rev: ${sha}
  hooks: [{id: a}]
- repo: local
  hooks:
  - {id: b, language: node, additional_dependencies: ["eslint@9.1.0", "@scope/x@1.0.0"]}
  - {id: c, language: golang, additional_dependencies: ["example.test/tool@v1.0.0"]}
- repo: meta
  hooks: [{id: identity}]
`),
      ).map(line => line.split(' ')[0]),
    ).toEqual([
      '@scope/x@1.0.0',
      'black@1.0',
      'click@8.1.7',
      'eslint@9.1.0',
      'psf/black@24.4.2',
      `tools/lint@${sha}`,
    ]);
  });

  it('says what it does not count', () => {
    const { warnings } = read(
      'repos:\n- {repo: "https://a.test/b", hooks: [{id: a, additional_dependencies: [click]}]}\n- 5\n',
    );
    expect(warnings).toEqual([
      "the hooks of 'https://a.test/b' are at no revision that could be read: they are not counted",
      "'click' of a hook names no package in an exact version whose language is known: it is not counted",
      'an entry of repos is not understood',
    ]);
  });

  it('may be a list, as it was at first, and is refused without any', () => {
    expect(
      read('- {repo: "git://github.com/a/b", sha: v1}\n').components,
    ).toHaveLength(1);
    expect(() => read('exclude: x\n')).toThrow("'repos' is missing");
  });
});
