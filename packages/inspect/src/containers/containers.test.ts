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

  it.each([
    ...['centos:7', 'centos:8', 'alpine:3.14', 'alpine:3.9', 'alpine:3.2'],
    ...['node:8-slim', 'node:17-slim', 'node:23-slim', 'node:hydrogen-slim'],
    ...['node:0.12-slim', 'python:3.5-slim', 'python:2-slim', 'debian:7-slim'],
    ...['ubuntu:23.10', 'ubuntu:mantic', 'golang:1.16', 'golang:1.4'],
    ...['ruby:2.5-slim', 'php:7.4-fpm-slim', 'postgres:9.6', 'postgres:8.4'],
    ...['fedora:30', 'python:3.12-slim-buster', 'node:24-alpine3.14'],
    'mcr.microsoft.com/dotnet/aspnet:3.1',
    'mirror.example/library/node:8-slim',
    'registry.example/any/image:1-buster',
  ])('knows that %s is past its end of life', async image => {
    const rest = 'USER a\nHEALTHCHECK CMD true';
    expect(await inDockerfile(`FROM ${image}${DIGEST}`, rest)).toEqual([
      'end-of-life-image:1',
    ]);
  });

  it.each([
    ...['alpine:3', 'alpine:3.22', 'golang:1', 'golang:1.99', 'node:lts-slim'],
    ...['node:24-slim', 'python:3-slim', 'python:3.13-slim', 'debian:13-slim'],
    ...['ubuntu:24.04', 'ubuntu:rolling', 'postgres:17', 'fedora:99'],
    ...['fedora:rawhide', 'mcr.microsoft.com/dotnet/aspnet:10.0'],
    ...['registry.example/team/node:8', 'node:24-slim-trixie', 'node:1e3-slim'],
  ])('does not say so of %s', async image => {
    const rest = 'USER a\nHEALTHCHECK CMD true';
    expect(await inDockerfile(`FROM ${image}${DIGEST}`, rest)).toEqual([]);
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
  });

  it.each([
    ['ENV PGPASSWORD=hunter22', 1],
    ['ENV DB_PASS=hunter22', 1],
    ['ENV GITHUB_PAT=ghx_1', 1],
    ['ENV SECRET_KEY_BASE=abc123', 1],
    ['ENV JWT_SECRET_KEY=abc123', 1],
    ['ENV ENCRYPTION_KEY=abc123', 1],
    ['ENV MAX_TOKEN=4096', 0],
    ['ENV NEXT_PUBLIC_API_KEY=pk_1', 0],
    ['ENV VITE_MAPS_API_KEY=pk_1', 0],
    ['ENV POSTGRES_PASSWORD_FILE=/run/secrets/db', 0],
    ['ENV DB_PASSWORD=', 0],
    ['ENV DB_PASSWORD=$OTHER', 0],
    ['ENV COMPASS=north', 0],
    ['ENV PWD_DIR=/x', 0],
  ])('%s: %d', async (line, count) => {
    expect(await inDockerfile(GOOD, line)).toHaveLength(count);
  });

  it('tells of build arguments that stay in variables', async () => {
    for (const value of ['$NPM_TOKEN', '"${NPM_TOKEN}"', '${NPM_TOKEN:-}']) {
      expect(
        await inDockerfile(GOOD, 'ARG NPM_TOKEN', `ENV NPM_TOKEN=${value}`),
      ).toEqual(['secret-in-image:5']);
    }
    expect(await inDockerfile(GOOD, 'ENV NPM_TOKEN=$NPM_TOKEN')).toEqual([]);
  });

  it('knows root in every spelling, and images that are not root', async () => {
    const user = (...lines: string[]) =>
      inDockerfile(GOOD.replace('USER node', lines.join('\n')));
    expect(await user('USER "root"')).toEqual(['root-user:2']);
    expect(await user('ARG U=root', 'USER $U')).toEqual(['root-user:3']);
    expect(await user('ARG U=app', 'USER ${U}')).toEqual([]);
    expect(
      await inDockerfile(
        `FROM cgr.dev/chainguard/node:24${DIGEST}`,
        'HEALTHCHECK CMD true',
      ),
    ).toEqual([]);
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

  it('tells of what it shares with the machine, and of secrets that are written down', async () => {
    expect(
      await foundIn(
        'compose.yaml',
        [
          'services:',
          '  web:',
          `    image: a/b:1${DIGEST}`,
          '    read_only: true',
          '    mem_limit: 1g',
          '    network_mode: host',
          '    pid: host',
          '    cap_add: [NET_ADMIN, ALL]',
          '    volumes: ["../..:/x", "${HOME}/.aws:/aws", "./own:/own"]',
          '    environment:',
          '      DB_PASSWORD: hunter22',
          '      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}',
          '      MYSQL_PASSWORD: mysql',
        ].join('\n'),
      ),
    ).toEqual([
      'privileged:6',
      'privileged:7',
      'privileged:8',
      'secret-in-manifest:11',
      'host-path:9',
      'host-path:9',
    ]);
    expect(
      await foundIn(
        'compose.yaml',
        `services:\n  web:\n    image: a/b:1${DIGEST}\n    read_only: true\n    mem_limit: 1g\n    environment: ["API_TOKEN=abc123", "API_TOKEN_FILE=/x", "API_KEY"]\n`,
      ),
    ).toEqual(['secret-in-manifest:6']);
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

  it('tells of secrets that are written down, not of those it takes from elsewhere', async () => {
    const env = (value: string) =>
      foundIn(
        'a.yaml',
        pod(`${good}      env:\n        - { name: DB_PASSWORD, ${value} }\n`),
      );
    expect(await env('value: hunter22')).toEqual(['secret-in-manifest:11']);
    expect(await env('valueFrom: { secretKeyRef: { name: a } }')).toEqual([]);
    expect(await env('value: $(OTHER)')).toEqual([]);
  });

  it('reads manifests in JSON, rollouts and controllers', async () => {
    const manifest = (kind: string) =>
      JSON.stringify({
        apiVersion: 'v1',
        kind,
        spec: {
          template: { spec: { containers: [{ name: 'c' }] } },
        },
      });
    for (const kind of ['Rollout', 'ReplicationController']) {
      expect(await foundIn('k8s/a.json', manifest(kind))).toHaveLength(4);
    }
    expect(await foundIn('src/a.json', manifest('Rollout'))).toEqual([]);
  });

  it('leaves templates and other YAML alone, and nothing beside them', async () => {
    const template =
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  a: Hello {{ name }}\n';
    expect(await foundIn('a.yaml', `${pod('')}# {{ .Values.a }}\n`)).toEqual(
      [],
    );
    expect(await foundIn('a.yaml', `${template}---\n${pod('')}`)).toEqual([
      'root-user:11',
      'writable-root:11',
      'no-limits:11',
    ]);
    expect(await foundIn('a.yaml', `${pod('')}---\n${template}`)).toHaveLength(
      3,
    );
    expect(await foundIn('a.yaml', 'a: 1\n')).toEqual([]);
  });
});
