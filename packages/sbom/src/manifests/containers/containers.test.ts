import { readWith } from '../../__testUtils__/summary';
import { findReader } from '../readManifest';
import { parseImage } from './imageReference';

const DIGEST = `sha256:${'ab'.repeat(32)}`;

const scoped = (path: string, text: string) =>
  readWith(path, text).components.map(
    c => `${c.purl.replace('pkg:docker/', '')} ${c.scope}`,
  );

describe('names of images', () => {
  it.each([
    ['node', { repository: 'node' }],
    ['library/node:22', { repository: 'node', tag: '22' }],
    ['docker.io/library/node:22', { repository: 'node', tag: '22' }],
    ['bitnami/redis:7.2', { repository: 'bitnami/redis', tag: '7.2' }],
    [
      'localhost:5000/a/b:c',
      { registry: 'localhost:5000', repository: 'a/b', tag: 'c' },
    ],
    [
      `ghcr.io/o/i:1.0@${DIGEST}`,
      { registry: 'ghcr.io', repository: 'o/i', tag: '1.0', digest: DIGEST },
    ],
    ['a b', undefined],
    ['${BASE}', undefined],
    ['node:', undefined],
    ['node@sha256:12', undefined],
    ['', undefined],
  ])('%s', (text, expected) => expect(parseImage(text)).toEqual(expected));
});

describe('which files are Dockerfiles', () => {
  it.each([
    ['Dockerfile', true],
    ['docker/Dockerfile.dev', true],
    ['api.Dockerfile', true],
    ['Dockerfile-prod', true],
    ['Dockerfile_dev', true],
    ['nginx-Dockerfile', true],
    ['use-a-Dockerfile.md', false],
    ['dockerfile-lint.js', false],
    ['Containerfile', true],
    ['Dockerfile.dockerignore', false],
    ['Dockerfile.j2', false],
    ['Dockerfile.md', false],
    ['dockerfile.ts', false],
    ['MyDockerfiles', false],
  ])('%s: %s', (path, expected) =>
    expect(findReader(path)?.id === 'dockerfile').toBe(expected),
  );
});

describe('a Dockerfile', () => {
  it('says which images are shipped, and which only build', () => {
    expect(
      scoped(
        'Dockerfile',
        `FROM golang:1.22 AS build
FROM build AS tested
FROM node:22 AS assets
FROM python:3.12 AS tools
FROM gcr.io/distroless/base:nonroot AS base
FROM base
COPY --from=tested /a /a
COPY --chown=a:b --from=assets /b /b
COPY --from=busybox:1.36 /bin/sh /bin/sh
RUN --mount=type=bind,from=alpine:3.20,target=/x true
`,
      ),
    ).toEqual([
      'alpine@3.20 runtime',
      'busybox@1.36 runtime',
      'distroless/base@nonroot?repository_url=gcr.io runtime',
      'golang@1.22 development',
      'node@22 development',
      'python@3.12 unknown',
    ]);
  });

  it.each([
    ['ARG V=22\nFROM node:$V', 'node@22 runtime'],
    ['ARG V=22\nFROM node:${V}-alpine', 'node@22-alpine runtime'],
    ['ARG V\nFROM node:${V:-20}', 'node@20 runtime'],
    ['ARG V=1\nARG I="node:${V}"\nFROM $I', 'node@1 runtime'],
    ['FROM --platform=$BUILDPLATFORM node:22 as x', 'node@22 runtime'],
    ['# escape=`\nFROM `\n  node:22', 'node@22 runtime'],
    ['from node:22', 'node@22 runtime'],
    ['FROM node', 'node@latest runtime'],
    ['FROM node:1\nCOPY <<EOF /x\nFROM evil:1\nEOF\n', 'node@1 runtime'],
    [`FROM node@${DIGEST}`, `node@${DIGEST} runtime`],
    [`FROM node:22@${DIGEST}`, `node@${DIGEST}?tag=22 runtime`],
  ])('%j', (text, expected) =>
    expect(scoped('Dockerfile', text)).toEqual([expected]),
  );

  it('has the tag of a pinned image for its version, and the digest for its hash', () => {
    const { components } = readWith('Dockerfile', `FROM node:22@${DIGEST}`);
    expect(components).toMatchObject([
      {
        name: 'node',
        version: '22',
        hashes: [{ algorithm: 'SHA-256', value: 'ab'.repeat(32) }],
        direct: true,
      },
    ]);
  });

  it('names an image whose argument has no default, and counts none for scratch', () => {
    const { components, warnings } = readWith(
      'Dockerfile',
      'ARG BASE\nFROM ${BASE}\nFROM scratch\n',
    );
    expect(components).toEqual([]);
    expect(warnings).toEqual([
      "the image '${BASE}' is named by a variable whose value the file does not give: it is not counted",
    ]);
  });

  it('does not take arguments of a stage for those before it', () => {
    expect(
      readWith('Dockerfile', 'FROM a:1\nARG V=2\nFROM b:$V\n').warnings[0],
    ).toContain("'b:$V'");
  });

  it('is refused without FROM', () => {
    expect(() => readWith('Dockerfile', 'RUN ls\n')).toThrow('no FROM');
  });
});

describe('a compose file', () => {
  it('lists the images that are not built', () => {
    expect(
      scoped(
        'docker-compose.yml',
        `x-common: &common
  image: redis:7
services:
  web: {build: ., image: shop/web:1}
  db: {image: "postgres:\${PG:-16}"}
  cache: {<<: *common}
  tools:
    build:
      dockerfile_inline: |
        FROM alpine:3.20
`,
      ),
    ).toEqual([
      'alpine@3.20 unknown',
      'postgres@16 unknown',
      'redis@7 unknown',
    ]);
  });

  it.each([
    ['docker-compose.test.yml', 'development'],
    ['compose.dev.yaml', 'development'],
    ['docker-compose.prod.yml', 'runtime'],
    ['compose.yaml', 'unknown'],
  ])('%s is for %s', (path, scope) => {
    expect(scoped(path, 'services: {a: {image: "b:1"}}')).toEqual([
      `b@1 ${scope}`,
    ]);
  });

  it('may have no service, and is refused where it has nothing of a compose file', () => {
    expect(scoped('compose.yaml', 'networks: {a: {}}')).toEqual([]);
    expect(() => scoped('compose.yaml', 'a: 1')).toThrow('no services');
  });
});

describe('a pipeline of GitLab', () => {
  it('lists images of jobs, defaults and services', () => {
    const { components, warnings } = readWith(
      '.gitlab-ci.yml',
      `variables:
  VERSION: "22"
  IMAGE: {value: "node:$VERSION"}
default: {image: {name: "ruby:3.3"}}
include: other.yml
build:
  image: $IMAGE
  services: ["postgres:16", {name: "redis:7", alias: cache}]
deploy: {image: "$CI_REGISTRY_IMAGE/tool:1"}
`,
    );
    expect(components.map(c => `${c.name} ${c.version} ${c.scope}`)).toEqual([
      'node 22 development',
      'postgres 16 development',
      'redis 7 development',
      'ruby 3.3 development',
    ]);
    expect(warnings.slice(0, 2)).toEqual([
      expect.stringContaining(
        "'$CI_REGISTRY_IMAGE/tool:1' is named by a variable",
      ),
      'images of pipelines that it includes are not counted',
    ]);
  });
});
