import { foundIn, resultsOf } from '../__testUtils__/inspecting';

const SHA = 'a'.repeat(40);
const CHECKOUT = `actions/checkout@${SHA}`;

/** A workflow with one job, which begins in line 4. */
const workflow = (on: string, ...job: string[]) =>
  [
    `on: ${on}`,
    'permissions: {}',
    'jobs:',
    '  build:',
    ...job.map(line => `    ${line}`),
  ].join('\n');

const inWorkflow = (on: string, ...job: string[]) =>
  foundIn('.github/workflows/a.yml', workflow(on, ...job));

describe('workflows of GitHub', () => {
  it('tells of untrusted code that is checked out with privileges', async () => {
    const step = (ref: string) => [
      'steps:',
      `  - uses: ${CHECKOUT}`,
      '    with:',
      `      ref: ${ref}`,
    ];
    const head = '${{ github.event.pull_request.head.sha }}';
    expect(await inWorkflow('pull_request_target', ...step(head))).toContain(
      'untrusted-checkout:6',
    );
    expect(await inWorkflow('pull_request', ...step(head))).toEqual([]);
    expect(await inWorkflow('pull_request_target', ...step('main'))).toEqual([
      'dangerous-trigger:1',
    ]);
  });

  it('tells of what strangers choose in scripts', async () => {
    const script = (text: string) => [
      'steps:',
      '  - run: |',
      '      true',
      text,
    ];
    expect(
      await inWorkflow(
        'issues',
        ...script('      echo ${{ github.event.issue.title }}'),
      ),
    ).toEqual(['script-injection:8']);
    expect(
      await inWorkflow(
        'issues',
        ...script("      echo ${{ github['event'].issue['body'] }}"),
      ),
    ).toEqual(['script-injection:8']);
    expect(
      await inWorkflow('issues', ...script('      echo ${{ github.sha }}')),
    ).toEqual([]);
    expect(
      await inWorkflow(
        'issues',
        'steps:',
        '  - run: echo "$TITLE"',
        '    env:',
        '      TITLE: ${{ github.event.issue.title }}',
      ),
    ).toEqual([]);
  });

  it('tells of permissions that are missing or too many', async () => {
    const file = (...lines: string[]) =>
      foundIn('.github/workflows/a.yml', lines.join('\n'));
    expect(await file('on: push', 'jobs:', '  a: {}')).toEqual([
      'missing-permissions:3',
    ]);
    expect(
      await file('on: push', 'permissions: write-all', 'jobs:', '  a: {}'),
    ).toEqual(['excessive-permissions:2']);
    const permissions = ['permissions:', '  contents: write', 'jobs:'];
    expect(
      await file('on: push', ...permissions, '  a: {}', '  b: {}'),
    ).toEqual(['excessive-permissions:3']);
    expect(await file('on: push', ...permissions, '  a: {}')).toEqual([]);
  });

  it('tells of actions and images that are not pinned', async () => {
    expect(
      await inWorkflow('push', 'steps:', '  - uses: actions/checkout@v4'),
    ).toEqual(['unpinned-action:6']);
    expect(
      await inWorkflow('push', 'steps:', '  - uses: ./.github/actions/a'),
    ).toEqual([]);
    expect(await inWorkflow('push', 'container: node:24')).toEqual([
      'unpinned-image:5',
    ]);
    expect(
      await inWorkflow('push', `container: node@sha256:${'a'.repeat(64)}`),
    ).toEqual([]);
  });

  it('tells of self-hosted runners that strangers can use', async () => {
    const runner = 'runs-on: [self-hosted, linux]';
    expect(await inWorkflow('pull_request', runner)).toEqual([
      'self-hosted-runner:4',
    ]);
    expect(await inWorkflow('push', runner)).toEqual([]);
  });

  it('tells of caches in releases, and of secrets handed on', async () => {
    const cache = ['steps:', `  - uses: actions/cache@${SHA}`];
    expect(await inWorkflow('release', ...cache)).toEqual([
      'cache-poisoning:6',
    ]);
    expect(await inWorkflow('push', ...cache)).toEqual([]);
    const publish = `  - uses: softprops/action-gh-release@${SHA}`;
    expect(await inWorkflow('push', ...cache, publish)).toEqual([
      'cache-poisoning:6',
    ]);
    const uv = ['steps:', `  - uses: astral-sh/setup-uv@${SHA}`];
    expect(await inWorkflow('release', ...uv)).toEqual(['cache-poisoning:6']);
    const off = ['    with:', '      enable-cache: false'];
    expect(await inWorkflow('release', ...uv, ...off)).toEqual([]);
    const called = 'uses: ./.github/workflows/b.yml';
    expect(await inWorkflow('push', called, 'secrets: inherit')).toEqual([
      'secrets-inherited:6',
    ]);
    expect(
      await inWorkflow('push', called, 'secrets:', '  A: ${{ secrets.A }}'),
    ).toEqual([]);
  });

  it.each([
    ['appleboy/ssh-action', 'script'],
    ['azure/cli', 'inlineScript'],
    ['mikefarah/yq', 'cmd'],
    ['Amadevus/pwsh-script', 'script'],
  ])(
    'tells of what strangers choose in programs of %s',
    async (name, input) => {
      const step = (given: string, of = input) => [
        'steps:',
        `  - uses: ${name}@${SHA}`,
        `    with: {${of}: "${given}"}`,
      ];
      const title = 'echo ${{ github.event.issue.title }}';
      expect(await inWorkflow('issues', ...step(title))).toEqual([
        'script-injection:7',
      ]);
      expect(await inWorkflow('issues', ...step(title, 'other'))).toEqual([]);
      expect(await inWorkflow('issues', ...step('make'))).toEqual([]);
    },
  );

  it.each([
    ['matrix: {a: ["${{ github.event.issue.title }}"]}', 1],
    ['matrix: {include: [{a: "x ${{ github.event.issue.body }}"}]}', 1],
    ['matrix: {a: ["${{ github.sha }}"]}', 0],
    ['matrix: {b: ["${{ github.event.issue.title }}"]}', 0],
  ])('tells of what strangers choose in a %s', async (matrix, count) => {
    const found = await inWorkflow(
      'issues',
      `strategy: {${matrix}}`,
      'steps:',
      '  - run: echo ${{ matrix.a }}',
    );
    expect(found).toEqual(count ? ['script-injection:7'] : []);
  });

  it.each([
    ['{push: {branches: [release/**]}}', 'actions/cache', '', 1],
    ['{push: {branches: [main, release/**]}}', 'actions/cache', '', 0],
    ['{push: {branches: [released-notes]}}', 'actions/cache', '', 0],
    ['release', 'ramsey/composer-install', '', 1],
    ['release', 'ramsey/composer-install', 'ignore-cache: "yes"', 0],
    ['release', 'actions/setup-node', 'package-manager-cache: true', 1],
    ['release', 'actions/setup-node', 'package-manager-cache: false', 0],
  ])(
    'tells of caches in releases: %s %s %s',
    async (on, name, input, count) => {
      const found = await inWorkflow(
        on,
        'steps:',
        `  - uses: ${name}@${SHA}`,
        `    with: {${input}}`,
      );
      expect(found).toEqual(count ? ['cache-poisoning:6'] : []);
    },
  );

  it('tells of actions with nearly the name of another', async () => {
    const uses = (name: string) =>
      inWorkflow('push', 'steps:', `  - uses: ${name}@${SHA}`);
    expect(await uses('actions/chekout')).toEqual(['typo-squatted-action:6']);
    expect(await uses('action/checkout')).toEqual([]);
    expect(await uses('codecof/codecov-action')).toEqual([
      'typo-squatted-action:6',
    ]);
    expect(await uses('codecov/codecov-action')).toEqual([]);
  });

  it('tells of scripts that are run as they are downloaded', async () => {
    expect(
      await inWorkflow(
        'push',
        'steps:',
        '  - run: curl https://example.com/a | sh',
      ),
    ).toEqual(['download-then-run:6']);
    expect(
      await inWorkflow(
        'push',
        'steps:',
        '  - run: curl -o a https://a.example',
      ),
    ).toEqual([]);
  });

  it('keeps a fingerprint where lines move, and tells steps apart', async () => {
    const text = workflow(
      'push',
      'steps:',
      '  - name: one',
      '    uses: a/b@v1',
      '  - name: two',
      '    uses: a/b@v1',
    );
    const path = '.github/workflows/a.yml';
    const before = await resultsOf(path, text);
    const after = await resultsOf(path, `# moved\n\n${text}`);
    const prints = before.map(({ fingerprint }) => fingerprint);
    expect(after.map(({ fingerprint }) => fingerprint)).toEqual(prints);
    expect(new Set(prints).size).toBe(2);
    expect(before[0].place).toMatchObject({ startLine: 7, startColumn: 15 });
  });
});

describe('what strangers choose, however it is written', () => {
  const head = 'github.event.pull_request.head.sha';
  it.each([
    'gh pr checkout ${{ github.event.number }}',
    'git fetch origin pull/${{ github.event.number }}/head:pr && git checkout pr',
    `git checkout \${{ ${head} }}`,
    'git checkout "$HEAD"',
  ])('tells of the checkout %s', async script => {
    const step = [`env: { HEAD: '\${{ ${head} }}' }`, 'steps:'];
    const run = `  - run: ${script}`;
    const found = await inWorkflow('pull_request_target', ...step, run);
    expect(found).toContain('untrusted-checkout:7');
    expect(await inWorkflow('pull_request', ...step, run)).toEqual([]);
  });

  it.each([
    'git checkout main',
    'git merge-base a $HEAD',
    'echo git checkout $HEAD',
  ])('says nothing of %s', async script => {
    const env = `env: { HEAD: '\${{ ${head} }}' }`;
    expect(
      await inWorkflow(
        'pull_request_target',
        env,
        'steps:',
        `  - run: ${script}`,
      ),
    ).toEqual(['dangerous-trigger:1']);
  });

  it.each([
    "github.event['pull_request'].head.sha",
    'github.event.pull_request.HEAD.sha',
    'env.HEAD',
    'steps.a.outputs.head_ref',
  ])('tells of the ref %s', async ref => {
    const env = `env: { HEAD: '\${{ ${head} }}' }`;
    const step = ['steps:', `  - uses: ${CHECKOUT}`, '    with:'];
    expect(
      await inWorkflow(
        'issue_comment',
        env,
        ...step,
        `      ref: \${{ ${ref} }}`,
      ),
    ).toEqual(['untrusted-checkout:7']);
  });

  it.each(['script', 'Script', 'SCRIPT'])(
    'tells of what strangers choose in the input %s, whose case does not matter',
    async input => {
      const found = await inWorkflow(
        'issues',
        'steps:',
        `  - uses: actions/github-script@${SHA}`,
        '    with:',
        `      ${input}: run("\${{ github.event.issue.title }}")`,
      );
      expect(found).toEqual([expect.stringMatching(/^script-injection:/)]);
    },
  );

  it.each([
    ['toJSON(github.event.pull_request)', 1],
    ['env.T', 1],
    ['steps.c.outputs.all_changed_files', 1],
    ['steps.c.outputs.any_changed', 0],
    ["contains(github.event.head_commit.message, '[skip]')", 0],
    ["github.event.pull_request.head.ref == 'main'", 0],
    ["github.head_ref || 'main'", 1],
    ['github.event.release.body', 0],
    ['github.event.issue.milestone.title', 0],
  ])('weighs %s', async (expression, count) => {
    const found = await inWorkflow(
      'pull_request',
      "env: { T: '${{ github.event.pull_request.title }}' }",
      'steps:',
      `  - { id: c, uses: tj-actions/changed-files@${SHA} }`,
      '  - run: |',
      `      echo \${{ ${expression} }}`,
    );
    expect(found).toEqual(count ? ['script-injection:9'] : []);
  });

  it('tells of inputs of composite actions, and of runners of a matrix', async () => {
    expect(
      await foundIn(
        'action.yml',
        'inputs: { a: {} }\nruns:\n  using: composite\n  steps:\n    - run: echo ${{ inputs.a }}\n',
      ),
    ).toEqual(['input-in-script:5']);
    expect(
      await inWorkflow(
        'pull_request_review',
        'strategy: { matrix: { os: [ubuntu-latest, self-hosted] } }',
        'runs-on: ${{ matrix.os }}',
      ),
    ).toEqual(['self-hosted-runner:4']);
  });

  it.each([
    ['{"extends":["local>a/b"]}', 0],
    ['{"extends":["config:recommended"]}', 1],
    ['{"extends":["npm:unpublishSafe"]}', 0],
    ['{"stabilityDays":5}', 0],
    ['{"enabled":false}', 0],
    ['{"minimumReleaseAge":null}', 1],
    ['{/* minimumReleaseAge */}', 1],
  ])('weighs the settings %s of Renovate', async (text, count) => {
    expect(await foundIn('renovate.json5', text)).toHaveLength(count);
  });

  it('tells data that is read from scripts that are run', async () => {
    const run = (script: string) =>
      inWorkflow('push', 'steps:', '  - run: |', `      ${script}`);
    expect(await run("curl https://a | python3 -c 'import sys'")).toEqual([]);
    expect(await run('curl https://a | bash -e')).toHaveLength(1);
  });
});

describe('other files of workflows', () => {
  it('tells of secrets that are written into variables', async () => {
    const secret = ['q8Zr2LwX', '9vNc4TyB'].join('');
    const steps = async (value: string) => {
      const found = await inWorkflow(
        'push',
        `env: {DEPLOY_TOKEN: ${value}}`,
        'steps:',
        '  - run: make',
        `    env: {API_KEY: ${value}}`,
      );
      // The scanner of secrets sees the same text.
      return found.filter(each => !each.startsWith('random-secret'));
    };
    expect(await steps(secret)).toEqual([
      'secret-in-variables:5',
      'secret-in-variables:8',
    ]);
    expect(await steps('"${{ secrets.DEPLOY_TOKEN }}"')).toEqual([]);
    expect(await steps('only-for-tests')).toEqual([]);
  });

  it('reads pipelines of GitLab', async () => {
    expect(
      await foundIn(
        '.gitlab-ci.yml',
        'a:\n  image: node:24\n  script:\n    - curl https://a.example | sh\n',
      ),
    ).toEqual(['unpinned-image:2', 'download-then-run:4']);
    expect(
      await foundIn('.gitlab-ci.yml', 'a:\n  image: $IMAGE\n  script: make\n'),
    ).toEqual([]);
  });

  it('says no tokens of included addresses', async () => {
    const addresses = [
      'https://user:s3cret-token@a.example/a.yml?private_token=s3cret-token#s3cret-token',
      'https://s3cret-token@a.example/a.yml?x=s3cret-token',
    ];
    for (const address of addresses) {
      for (const text of [
        `include: ${address}\n`,
        `include:\n  - remote: "${address}"\n`,
      ]) {
        const said = JSON.stringify(await resultsOf('.gitlab-ci.yml', text));
        expect(said).toContain('https://a.example/a.yml');
        expect(said).not.toContain('s3cret-token');
      }
    }
  });

  it('tells of included configuration that others can change', async () => {
    const commit = 'a'.repeat(40);
    const included = (text: string) => foundIn('.gitlab-ci.yml', text);
    expect(
      await included(
        [
          'include:',
          '  - local: a.yml',
          '  - https://a.example/a.yml',
          '  - remote: https://a.example/b.yml',
          '  - remote: https://a.example/c.yml',
          '    integrity: sha256-L3/GAoKaw0Arw6hDCKeKQlV1QPEgHYxGBHsH4zG1IY8=',
          '  - project: team/ci',
          '    file: a.yml',
          '  - project: team/ci',
          `    ref: ${commit}`,
          '    file: a.yml',
          '  - component: gitlab.example/team/scan@1.0',
          `  - component: gitlab.example/team/scan@${commit}`,
          '  - component: $CI_SERVER_FQDN/team/scan@~latest',
          '  - component: $CI_SERVER_FQDN/$CI_PROJECT_PATH/scan@1.0',
          '  - component: $CI_SERVER_FQDN/team/scan@$VERSION',
          '  - template: Jobs/SAST.gitlab-ci.yml',
        ].join('\n'),
      ),
    ).toEqual([
      'unpinned-include:3',
      'unpinned-include:4',
      'unpinned-include:7',
      'unpinned-include:12',
      'unpinned-include:14',
    ]);
    expect(
      await included('a:\n  trigger:\n    include:\n      - project: b/c\n'),
    ).toEqual(['unpinned-include:4']);
    expect(await included('include: https://a.example/a.yml\n')).toEqual([
      'unpinned-include:1',
    ]);
    expect(await included('include: /a.yml\n')).toEqual([]);
  });

  it('reads steps of composite actions', async () => {
    expect(
      await foundIn(
        'tool/action.yml',
        'runs:\n  using: composite\n  steps:\n    - uses: a/b@main\n',
      ),
    ).toEqual(['unpinned-action:4']);
  });

  it('tells of updates without a cooldown', async () => {
    const dependabot = (more: string) =>
      foundIn(
        '.github/dependabot.yml',
        `version: 2\nupdates:\n  - package-ecosystem: npm\n${more}`,
      );
    expect(await dependabot('')).toEqual(['no-cooldown:3']);
    expect(await dependabot('    cooldown:\n      default-days: 7\n')).toEqual(
      [],
    );
    expect(await foundIn('renovate.json', '{"extends":[]}')).toEqual([
      'no-cooldown:1',
    ]);
    expect(
      await foundIn('renovate.json', '{"minimumReleaseAge":"7 days"}'),
    ).toEqual([]);
  });
});
