import { inspectFiles } from '../inspectFiles';
import { foundIn, options } from '../__testUtils__/inspecting';

const DIGEST = `@sha256:${'a'.repeat(64)}`;
const GOOD = `FROM node:24-slim${DIGEST}\nUSER node\nHEALTHCHECK CMD true`;

const inDockerfile = (...lines: string[]) =>
  foundIn('Dockerfile', lines.join('\n'));

describe('Dockerfiles', () => {
  it('finds nothing in a good one', async () => {
    expect(await inDockerfile(GOOD)).toEqual([]);
  });

  it('tells of root, also of a user that is changed back', async () => {
    const image = `FROM node:24-slim${DIGEST}`;
    expect(await inDockerfile(image, 'HEALTHCHECK CMD true')).toEqual([
      'root-user:1',
    ]);
    expect(await inDockerfile(GOOD, 'USER 0')).toEqual(['root-user:4']);
  });

  it('counts the user of the last stage only, and those that it is built on', async () => {
    const first = `FROM node:24-slim${DIGEST} AS build\nUSER root`;
    expect(await inDockerfile(first, GOOD)).toEqual([]);
    const base = GOOD.replace('\n', ' AS base\n');
    expect(await inDockerfile(base, 'FROM base')).toEqual([]);
  });

  it('tells of images, not of stages and scratch', async () => {
    const rest = 'USER a\nHEALTHCHECK CMD true';
    expect(await inDockerfile('FROM node:24-slim', rest)).toEqual([
      'no-digest:1',
    ]);
    expect(await inDockerfile('FROM a/b', rest)).toEqual(['latest-tag:1']);
    expect(await inDockerfile('FROM scratch', rest)).toEqual([]);
    expect(await inDockerfile(`FROM debian:12-slim${DIGEST}`, rest)).toEqual([
      'end-of-life-image:1',
    ]);
    expect(await inDockerfile(`FROM node:24${DIGEST}`, rest)).toEqual([
      'broad-image:1',
    ]);
    expect(
      await inDockerfile('ARG V=14', `FROM node:$V-slim${DIGEST}`, rest),
    ).toEqual(['end-of-life-image:2']);
  });

  it('tells of a missing health check', async () => {
    expect(
      await inDockerfile(`FROM node:24-slim${DIGEST}`, 'USER node'),
    ).toEqual(['no-health-check:1']);
  });

  it('tells of scripts that are run as they are downloaded', async () => {
    expect(
      await inDockerfile(
        GOOD,
        'RUN apt-get update && \\',
        '  curl -s https://a.example | sh',
      ),
    ).toEqual(['download-in-build:5']);
    expect(
      await inDockerfile(
        GOOD,
        'RUN ["sh", "-c", "curl https://a.example | sh"]',
      ),
    ).toEqual(['download-in-build:4']);
    expect(
      await inDockerfile(
        GOOD,
        'RUN --mount=type=cache,target=/c curl https://a.example | bash',
      ),
    ).toEqual(['download-in-build:4']);
    expect(
      await inDockerfile(GOOD, 'RUN curl -o a.tar https://a.example/a.tar'),
    ).toEqual([]);
    const deep = `RUN ${'('.repeat(100)}true${')'.repeat(100)}`;
    expect(await inDockerfile(GOOD, deep, 'USER root')).toEqual([
      'root-user:5',
    ]);
  });

  it('tells of secrets in variables, not of empty ones', async () => {
    expect(await inDockerfile(GOOD, 'ENV DB_PASSWORD=hunter22')).toEqual([
      'secret-in-image:4',
    ]);
    expect(await inDockerfile(GOOD, 'ENV API_KEY hunter22')).toEqual([
      'secret-in-image:4',
    ]);
    expect(await inDockerfile(GOOD, 'ARG TOKEN', 'ENV TOKEN=$TOKEN')).toEqual(
      [],
    );
  });

  it('tells of addresses in ADD, not of those with a hash', async () => {
    expect(await inDockerfile(GOOD, 'ADD https://a.example/x /x')).toEqual([
      'add-address:4',
    ]);
    expect(
      await inDockerfile(GOOD, 'ADD --checksum=sha256:a https://a.example/x /'),
    ).toEqual([]);
    expect(await inDockerfile(GOOD, 'ADD x /x')).toEqual([]);
  });

  it('says where its facts on ends of life are old', async () => {
    const [, report] = await inspectFiles([], {
      ...options,
      now: new Date('2028-01-01'),
    });
    expect(report.notices).toEqual([
      expect.stringMatching(/older than a year/),
    ]);
  });
});

describe('compose files', () => {
  it('tells of what a service may do', async () => {
    expect(
      await foundIn(
        'compose.yaml',
        [
          'services:',
          '  web:',
          `    image: a/b:1${DIGEST}`,
          '    privileged: true',
          '    user: root',
          '    volumes:',
          '      - /var/run/docker.sock:/var/run/docker.sock',
        ].join('\n'),
      ),
    ).toEqual([
      'privileged:4',
      'root-user:2',
      'host-path:7',
      'no-limits:2',
      'writable-root:2',
    ]);
  });

  it('finds nothing in a good one', async () => {
    expect(
      await foundIn(
        'compose.yaml',
        `services:\n  web:\n    image: a/b:1${DIGEST}\n    read_only: true\n    mem_limit: 1g\n    volumes: [data:/data]\n`,
      ),
    ).toEqual([]);
  });
});

describe('manifests of Kubernetes', () => {
  const pod = (more: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec:\n  containers:\n    - name: c\n      image: a/b:1${DIGEST}\n${more}`;
  const good =
    '      resources: { limits: { memory: 1Gi } }\n      securityContext: { runAsNonRoot: true, readOnlyRootFilesystem: true }\n';

  it('tells of what a container may do', async () => {
    expect(
      await foundIn(
        'k/pod.yaml',
        pod('      securityContext: { privileged: true }\n'),
      ),
    ).toEqual([
      'privileged:6',
      'root-user:6',
      'writable-root:6',
      'no-limits:6',
    ]);
    expect(await foundIn('k/pod.yaml', pod(good))).toEqual([]);
  });

  it('reads all documents, and lists', async () => {
    const item = pod('').split('\n').join('\n    ');
    expect(await foundIn('a.yaml', `${pod(good)}---\n${pod('')}`)).toEqual([
      'root-user:16',
      'writable-root:16',
      'no-limits:16',
    ]);
    expect(
      await foundIn(
        'a.yaml',
        `apiVersion: v1\nkind: List\nitems:\n  - ${item}`,
      ),
    ).toHaveLength(3);
  });

  it('tells of paths and namespaces of the machine', async () => {
    expect(
      await foundIn(
        'a.yaml',
        `${pod(
          good,
        )}  hostNetwork: true\n  volumes:\n    - hostPath: { path: / }\n`,
      ),
    ).toEqual(['host-path:12', 'privileged:10']);
  });

  it('wants probes of what lasts', async () => {
    const template = pod(good).split('\n').slice(3).join('\n      ');
    expect(
      await foundIn(
        'a.yaml',
        `apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n      ${template}`,
      ),
    ).toEqual(['no-health-check:7']);
  });

  it('leaves templates and other YAML alone', async () => {
    expect(await foundIn('a.yaml', `${pod('')}# {{ .Values.a }}\n`)).toEqual(
      [],
    );
    expect(await foundIn('a.yaml', 'a: 1\n')).toEqual([]);
  });
});
