const SHA = 'a'.repeat(40);
const DIGEST = `@sha256:${'a'.repeat(64)}`;

const workflow = (...lines) => ({
  path: '.github/workflows/a.yml',
  text: lines.join('\n'),
});
const job = (on, ...lines) =>
  workflow(
    `on: ${on}`,
    'permissions: {}',
    'jobs:',
    '  NAME:',
    ...['runs-on: ubuntu-24.04', ...lines].map(line => `    ${line}`),
  );
const steps = (on, ...lines) =>
  job(on, 'steps:', ...lines.map(line => `  ${line}`));
const checkout = (on, ref) =>
  steps(on, `- uses: actions/checkout@${SHA}`, '  with:', `    ref: ${ref}`);
const gitlab = (...lines) => ({
  path: '.gitlab-ci.yml',
  text: lines.join('\n'),
});
const dockerfile = (...lines) => ({
  path: 'Dockerfile',
  text: lines.join('\n'),
});
const compose = (...lines) => ({
  path: 'compose.yaml',
  text: ['services:', '  NAME:', ...lines.map(line => `    ${line}`)].join(
    '\n',
  ),
});
const pod = (...lines) => ({
  path: 'k8s/pod.yaml',
  text: [
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: NAME}',
    'spec:',
    ...lines.map(line => `  ${line}`),
  ].join('\n'),
});
const container = (...lines) =>
  pod('containers:', '  - name: a', ...lines.map(line => `    ${line}`));

const GOOD = [
  `FROM node:24-slim${DIGEST}`,
  'USER node',
  'HEALTHCHECK CMD true',
];

/**
 * Files with a fault by the rule that it breaks, and the same files mended: `[rule, faulty, mended]`.
 * `NAME` stands for a name that does not matter.
 */
export const configurations = [
  [
    'untrusted-checkout',
    checkout(
      'pull_request_target',
      '${{ github.event.pull_request.head.sha }}',
    ),
    checkout('pull_request', '${{ github.event.pull_request.head.sha }}'),
  ],
  [
    'untrusted-checkout',
    checkout('workflow_run', '${{ github.event.workflow_run.head_branch }}'),
    checkout('workflow_run', 'main'),
  ],
  [
    'dangerous-trigger',
    steps('pull_request_target', '- run: make'),
    steps('pull_request', '- run: make'),
  ],
  ...['issue.title', 'pull_request.body', 'comment.body', 'review.body'].map(
    what => [
      'script-injection',
      steps('issues', `- run: echo "\${{ github.event.${what} }}"`),
      steps(
        'issues',
        '- run: echo "$TITLE"',
        `  env: {TITLE: "\${{ github.event.${what} }}"}`,
      ),
    ],
  ),
  [
    'excessive-permissions',
    workflow('on: push', 'permissions: write-all', 'jobs:', '  NAME: {}'),
    workflow('on: push', 'permissions: read-all', 'jobs:', '  NAME: {}'),
  ],
  [
    'missing-permissions',
    workflow('on: push', 'jobs:', '  NAME: {}'),
    workflow('on: push', 'permissions: {}', 'jobs:', '  NAME: {}'),
  ],
  ...['v4', 'main', 'a1b2c3d'].map(ref => [
    'unpinned-action',
    steps('push', `- uses: actions/setup-node@${ref}`),
    steps('push', `- uses: actions/setup-node@${SHA} # ${ref}`),
  ]),
  [
    'unpinned-image',
    job('push', 'container: node:24'),
    job('push', `container: node${DIGEST}`),
  ],
  [
    'unpinned-image',
    gitlab('NAME:', '  image: {name: "node:24"}', '  script: make'),
    gitlab('NAME:', `  image: {name: "node${DIGEST}"}`, '  script: make'),
  ],
  [
    'unpinned-include',
    gitlab('include: {remote: "https://a.example/a.yml"}'),
    gitlab('include: {local: a.yml}'),
  ],
  [
    'self-hosted-runner',
    workflow(
      'on: pull_request',
      'permissions: {}',
      'jobs: {NAME: {runs-on: [self-hosted, linux]}}',
    ),
    workflow(
      'on: push',
      'permissions: {}',
      'jobs: {NAME: {runs-on: [self-hosted, linux]}}',
    ),
  ],
  [
    'cache-poisoning',
    steps('release', `- uses: actions/cache@${SHA}`),
    steps('push', `- uses: actions/cache@${SHA}`),
  ],
  [
    'secrets-inherited',
    job('push', `uses: a/b/.github/workflows/c.yml@${SHA}`, 'secrets: inherit'),
    job('push', `uses: a/b/.github/workflows/c.yml@${SHA}`),
  ],
  [
    'typo-squatted-action',
    steps('push', `- uses: actions/chekout@${SHA}`),
    steps('push', `- uses: actions/checkout@${SHA}`),
  ],
  ...[
    'curl -fsSL https://a.example/i.sh | bash',
    'wget -qO- https://a.example | sh',
  ].flatMap(script => [
    [
      'download-then-run',
      steps('push', `- run: ${script}`),
      steps('push', '- run: curl -fsSL https://a.example/i.json | jq .'),
    ],
    [
      'download-then-run',
      gitlab('NAME:', '  script:', `    - ${script}`),
      gitlab('NAME:', '  script:', '    - ./install.sh | sh'),
    ],
    [
      'download-in-build',
      dockerfile(GOOD[0], `RUN ${script}`, ...GOOD.slice(1)),
      dockerfile(GOOD[0], 'RUN cat a | sh', ...GOOD.slice(1)),
    ],
  ]),
  [
    'secret-in-variables',
    gitlab('variables: {API_TOKEN: q8Zr2LwX9vNc4TyB}', 'NAME: {script: make}'),
    gitlab('variables: {API_TOKEN: $TOKEN}', 'NAME: {script: make}'),
  ],
  [
    'secret-in-variables',
    job('push', 'env: {API_TOKEN: q8Zr2LwX9vNc4TyB}'),
    job('push', 'env: {API_TOKEN: "${{ secrets.API_TOKEN }}"}'),
  ],
  ...[
    ['eval "make $CI_COMMIT_MESSAGE"', 'make "$CI_COMMIT_MESSAGE"'],
    ['sh -c "make $CI_COMMIT_BRANCH"', "sh -c 'make $CI_COMMIT_BRANCH'"],
    ['ssh a "make $CI_MERGE_REQUEST_TITLE"', 'ssh a "make $CI_COMMIT_SHA"'],
  ].map(([faulty, mended]) => [
    'script-injection',
    gitlab('NAME:', '  script:', `    - ${faulty}`),
    gitlab('NAME:', '  script:', `    - ${mended}`),
  ]),
  [
    'docker-without-tls',
    gitlab(
      'services: ["docker:24-dind"]',
      'NAME: {variables: {DOCKER_TLS_CERTDIR: ""}, script: make}',
    ),
    gitlab(
      'services: ["docker:24-dind"]',
      'NAME: {variables: {DOCKER_TLS_CERTDIR: "/certs"}, script: make}',
    ),
  ],
  [
    'debug-trace',
    gitlab('NAME: {variables: {CI_DEBUG_TRACE: "true"}, script: make}'),
    gitlab('NAME: {variables: {CI_DEBUG_TRACE: "false"}, script: make}'),
  ],
  [
    'ignored-check',
    gitlab('NAME: {allow_failure: true, script: [npm audit]}'),
    gitlab('NAME: {script: [npm audit]}'),
  ],
  [
    'no-cooldown',
    { path: 'renovate.json', text: '{"extends": ["config:base"]}' },
    { path: 'renovate.json', text: '{"minimumReleaseAge": "7 days"}' },
  ],
  ['root-user', dockerfile(GOOD[0], GOOD[2]), dockerfile(...GOOD)],
  [
    'root-user',
    container(`image: a${DIGEST}`),
    container(`image: a${DIGEST}`, 'securityContext: {runAsNonRoot: true}'),
  ],
  [
    'no-digest',
    dockerfile('FROM node:24-slim', ...GOOD.slice(1)),
    dockerfile(...GOOD),
  ],
  ['latest-tag', compose('image: node:latest'), compose('image: node:24-slim')],
  ['latest-tag', dockerfile('FROM node'), dockerfile('FROM node:24-slim')],
  ...['node:16', 'python:3.7', 'debian:buster', 'alpine:3.12'].map(image => [
    'end-of-life-image',
    dockerfile(`FROM ${image}`),
    dockerfile('FROM node:24-slim'),
  ]),
  [
    'broad-image',
    dockerfile('FROM python:3.13'),
    dockerfile('FROM python:3.13-slim'),
  ],
  [
    'secret-in-image',
    dockerfile(GOOD[0], 'ENV API_TOKEN=q8Zr2LwX9vNc4TyB'),
    dockerfile(GOOD[0], 'ENV API_TOKEN=$TOKEN'),
  ],
  [
    'secret-in-manifest',
    compose('environment: {DB_PASSWORD: q8Zr2LwX9vNc4TyB}'),
    compose('environment: {DB_PASSWORD: "${DB_PASSWORD}"}'),
  ],
  [
    'add-address',
    dockerfile(GOOD[0], 'ADD https://a.example/a.tgz /a'),
    dockerfile(GOOD[0], 'ADD a.tgz /a'),
  ],
  ['no-health-check', dockerfile(...GOOD.slice(0, 2)), dockerfile(...GOOD)],
  ['privileged', compose('privileged: true'), compose('privileged: false')],
  [
    'privileged',
    container('securityContext: {privileged: true}'),
    container('securityContext: {privileged: false}'),
  ],
  [
    'host-path',
    compose('volumes: ["/var/run/docker.sock:/var/run/docker.sock"]'),
    compose('volumes: ["data:/var/lib"]'),
  ],
  [
    'host-path',
    pod('volumes: [{name: a, hostPath: {path: /etc}}]', 'containers: []'),
    pod('volumes: [{name: a, emptyDir: {}}]', 'containers: []'),
  ],
  [
    'writable-root',
    container('image: a'),
    container('image: a', 'securityContext: {readOnlyRootFilesystem: true}'),
  ],
  [
    'no-limits',
    container('image: a'),
    container('image: a', 'resources: {limits: {memory: 1Gi}}'),
  ],
];

/** The same file, written in another way that means the same. */
export function* written({ path, text }) {
  const named = text.replaceAll('NAME', 'build');
  yield { path, text: named };
  yield { path, text: `${text.replaceAll('NAME', 'unit-tests_2')}\n` };
  yield { path, text: named.replaceAll('\n', '\r\n') };
  if (!path.endsWith('.json')) {
    yield { path, text: `# What is here\n\n${named}\n# end` };
    yield { path, text: named.replaceAll('\n', '\n\n') };
  }
  if (/\.ya?ml$/.test(path)) {
    yield { path, text: `---\n${named.replaceAll(/$/gm, '  ')}` };
  }
}
