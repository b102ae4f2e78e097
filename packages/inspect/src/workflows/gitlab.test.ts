import { foundIn, resultsOf } from '../__testUtils__/inspecting';

const inPipeline = (...lines: string[]) =>
  foundIn('.gitlab-ci.yml', lines.join('\n'));

/** Found in a job whose script begins in line 3. */
const inScript = (...script: string[]) =>
  inPipeline(
    'job:',
    '  script:',
    ...script.map(line => `    - ${JSON.stringify(line)}`),
  );

describe('variables of pipelines of GitLab', () => {
  it('tell of secrets that are written there', async () => {
    const secret = ['q8Zr2LwX', '9vNc4TyB'].join('');
    const text = [
      'variables:',
      `  DEPLOY_TOKEN: ${secret}`,
      'job:',
      '  variables:',
      `    REGISTRY_PASSWORD: {value: "${secret}", description: "a"}`,
      '  rules:',
      `    - variables: {API_KEY: ${secret}}`,
      '  script: make',
    ].join('\n');
    const found = (await resultsOf('.gitlab-ci.yml', text)).filter(
      ({ rule }) => rule === 'secret-in-variables',
    );
    expect(found.map(({ place }) => place?.startLine)).toEqual([2, 5, 7]);
    expect(JSON.stringify(found)).not.toContain(secret);
  });

  it.each([
    'DEPLOY_TOKEN: $TOKEN_OF_PROJECT',
    'DEPLOY_TOKEN: "prefix-$TOKEN_OF_PROJECT"',
    'DEPLOY_TOKEN: ""',
    'DEPLOY_TOKEN: {value: "", description: "a"}',
    'DEPLOY_TOKEN: {description: "a"}',
    'DB_PASSWORD: only-for-tests',
    'MAX_TOKEN: 4096',
    'TOKEN_URL: https://a.example/token',
    'PASSWORD: /run/secrets/password',
  ])('pass over %s', async variable => {
    expect(
      await inPipeline('variables:', `  ${variable}`, 'job: {script: make}'),
    ).toEqual([]);
  });

  it('pass over passwords of a database that ends with the job', async () => {
    const password = 'POSTGRES_PASSWORD: runner4711';
    const image = `postgres@sha256:${'a'.repeat(64)}`;
    const variables = ['job:', '  script: make', `  variables: {${password}}`];
    expect(await inPipeline(...variables, `  services: [${image}]`)).toEqual(
      [],
    );
    expect(await inPipeline(...variables)).toEqual(['secret-in-variables:3']);
  });

  it('tell of Docker in Docker without TLS', async () => {
    const dind = `docker:24-dind@sha256:${'a'.repeat(64)}`;
    const services = ['default:', `  services: ["${dind}"]`];
    expect(
      await inPipeline(
        ...services,
        'variables:',
        '  DOCKER_TLS_CERTDIR: ""',
        '  DOCKER_HOST: tcp://docker:2375',
      ),
    ).toEqual(['docker-without-tls:4', 'docker-without-tls:5']);
    expect(
      await inPipeline(
        ...services,
        'variables:',
        '  DOCKER_TLS_CERTDIR: "/certs"',
        '  DOCKER_HOST: tcp://docker:2376',
      ),
    ).toEqual([]);
    expect(
      await inPipeline('job: {variables: {DOCKER_TLS_CERTDIR: ""}}'),
    ).toEqual([]);
  });

  it('tell of logs with all variables', async () => {
    const debug = (value: string) =>
      inPipeline('variables:', `  CI_DEBUG_TRACE: ${value}`);
    expect(await debug('"true"')).toEqual(['debug-trace:2']);
    expect(await debug('true')).toEqual(['debug-trace:2']);
    expect(await debug('"false"')).toEqual([]);
    expect(await debug('$DEBUG')).toEqual([]);
  });

  it('tell of a template once', async () => {
    const text = [
      '.debug: &debug',
      '  variables: {CI_DEBUG_TRACE: "true"}',
      'a: {<<: *debug, script: make}',
      'b: {<<: *debug, script: make}',
    ];
    expect(await inPipeline(...text)).toEqual(['debug-trace:2']);
  });
});

describe('scripts of pipelines of GitLab', () => {
  it.each([
    'eval "deploy $CI_COMMIT_MESSAGE"',
    'eval deploy ${CI_COMMIT_REF_NAME}',
    'sh -c "echo $CI_MERGE_REQUEST_TITLE"',
    'docker run --rm a bash -lc "git checkout $CI_COMMIT_REF_NAME && make"',
    'ssh deploy@a.example "cd app && git checkout ${CI_COMMIT_BRANCH}"',
    'ssh deploy@a.example git checkout $CI_COMMIT_REF_NAME',
    'python3 -c "print(\'$CI_COMMIT_TITLE\')"',
    'node -e "notify(\'$CI_MERGE_REQUEST_DESCRIPTION\')"',
    'echo "deploy $CI_COMMIT_MESSAGE" | bash',
    'printf "deploy %s" $CI_COMMIT_BRANCH | sudo sh -s',
    'test -n "$A" && eval "$CI_COMMIT_MESSAGE"',
    '/bin/sh -c "echo $CI_COMMIT_TITLE"',
    'echo "deploy $CI_COMMIT_TAG" | /bin/bash',
  ])('tell of what others choose in %s', async script => {
    expect(await inScript(script)).toEqual(['script-injection:3']);
  });

  it.each([
    'echo "$CI_COMMIT_MESSAGE"',
    'git checkout $CI_COMMIT_REF_NAME',
    'echo "$CI_COMMIT_MESSAGE" | grep -q wip',
    'echo "$CI_COMMIT_MESSAGE" | sh.exe-like',
    "sh -c 'echo $CI_MERGE_REQUEST_TITLE'",
    'sh -c \'echo "$1"\' sh "$CI_MERGE_REQUEST_TITLE"',
    'sh -c "echo \\"\\$CI_COMMIT_MESSAGE\\""',
    'sh -c "make" && echo $CI_COMMIT_MESSAGE',
    'eval "$(ssh-agent -s)"; echo "$CI_COMMIT_MESSAGE"',
    'sh -c "deploy $CI_COMMIT_REF_SLUG"',
    'sh -c "deploy ${CI_COMMIT_REF_NAME@Q}"',
    'ssh-keyscan a.example >> ~/.ssh/known_hosts',
    'ssh deploy@a.example "deploy $CI_COMMIT_SHA"',
    'python3 -c "import os; print(os.environ[\'CI_COMMIT_TITLE\'])"',
  ])('pass over %s', async script => {
    expect(await inScript(script)).toEqual([]);
  });

  it('tell of texts that a shell elsewhere reads', async () => {
    const text = (mark: string) =>
      inPipeline(
        'job:',
        '  script:',
        '    - |',
        `      ssh deploy@a.example bash -s <<${mark}`,
        '        cd app',
        '        git checkout $CI_COMMIT_REF_NAME',
        '      EOF',
        '      echo $CI_COMMIT_MESSAGE',
      );
    expect(await text('EOF')).toEqual(['script-injection:6']);
    expect(await text("'EOF'")).toEqual([]);
  });

  it('tell of downloads within what they refer to', async () => {
    expect(
      await inPipeline(
        'job:',
        '  before_script:',
        '    - [make, "curl https://a.example | sh"]',
        '  script:',
        '    - |',
        '      make',
        '      curl https://a.example | sh',
      ),
    ).toEqual(['download-then-run:3', 'download-then-run:7']);
  });

  it('tell of checks whose failure is ignored', async () => {
    const job = (allowed: string, ...more: string[]) =>
      inPipeline(
        'scan:',
        `  allow_failure: ${allowed}`,
        '  script:',
        '    - npm ci',
        '    - npm audit',
        ...more,
      );
    expect(await job('true')).toEqual(['ignored-check:5']);
    expect(await job('false')).toEqual([]);
    expect(await job('{exit_codes: [137]}')).toEqual([]);
    expect(await job('true', '  artifacts: {reports: {sast: a.json}}')).toEqual(
      [],
    );
  });

  it.each([
    ['trivy image --exit-code 1 a || true', true],
    ['npx snyk test || exit 0', true],
    ['yarn npm audit --all || true', true],
    ['trivy image --format sarif --output a.sarif a || true', false],
    ['semgrep scan --json > a.json || true', false],
    ['npm audit || notify', false],
    ['npm install || true', false],
    ['yarn install || true', false],
    ['trivy --version || true', false],
  ])('ignore what is found or not: %s', async (script, ignored) => {
    expect(await inScript(script)).toEqual(ignored ? ['ignored-check:3'] : []);
  });

  it.each(['eval ', 'echo ', 'sh<<a\n', 'ssh "', 'bash -c $', 'npm audit;'])(
    'take no time for many %j',
    async part => {
      const script = part.repeat(400_000 / part.length);
      const started = performance.now();
      await inScript(script);
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );
});
