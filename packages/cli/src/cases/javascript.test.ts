import { describeCases } from './__testUtils__/cases';

describeCases('npm, Yarn and pnpm', {
  '01-pnpm-runtime': {
    among: { 'pnpm-lock.yaml': ['lodash@4.17.20 runtime direct'] },
    findings: ['GHSA-aaaa-0001 lodash@4.17.20 -> 4.17.21'],
    notes: [/node@runtime:24\.4\.1/],
  },
  '08-yarn-classic-workspace': {
    components: {
      'yarn.lock': [
        'accepts@1.3.8 runtime direct',
        'debug@2.6.9 runtime direct',
        'eslint@8.57.0 development direct',
        'express@4.18.0 runtime direct',
        'jest-cli@27.5.1 development',
        'jest@27.5.1 development direct',
      ],
    },
  },
  '13-npm-same-name-url': {
    components: {
      'package-lock.json': [
        'lodash@4.0.0 runtime',
        'lodash@4.17.20 runtime direct',
        'tool@1.0.0 runtime direct',
      ],
      'xlsx/package-lock.json': [
        'exporter@1.0.0 runtime direct',
        'xlsx@0.18.5 runtime',
        'xlsx@0.20.3 runtime direct',
      ],
    },
    findings: [
      'GHSA-aaaa-0013 lodash@4.17.20 -> 4.17.21',
      'GHSA-aaaa-0113 xlsx@0.18.5 -> 0.19.3',
    ],
  },
  '19-pnpm-oddities': {
    components: {
      'pnpm-lock.yaml': [
        '@jsr/std__path@1.0.8 runtime direct',
        'c@ runtime direct',
        'express@4.18.1 runtime direct',
        'fsevents@2.3.3 optional direct',
        'is-positive@3.1.0 development direct',
        'react-dom@18.2.0 runtime direct',
        'react@18.2.0 runtime direct',
        'scheduler@0.23.0 runtime',
        'semver@7.5.4 development direct',
      ],
    },
    findings: ['GHSA-aaaa-0019 express@4.18.1 -> 4.19.2'],
  },
  '21-npm-oddities': {
    components: {
      'package-lock.json': [
        'bundler@1.0.0 runtime direct',
        'gitdep@0.1.0 development direct',
        'inner@2.0.0 runtime',
        'only-a@3.0.0 runtime direct',
        'react@18.2.0 development direct',
        'string-width@4.2.3 runtime direct',
      ],
    },
  },
  '26-osv-oddities': {
    findings: [
      'GHSA-p2b p2@2.0.0-rc.1 -> 2.0.0',
      'GHSA-p3 p3@3.1.0',
      'GHSA-p4 p4@4.0.0',
      'GHSA-p5 p5@5.0.0-beta.11 -> 5.0.0-beta.12',
      'GHSA-p6 p6@6.0.0',
    ],
  },
  '33-npm-lock-v1': {
    components: {
      'package-lock.json': [
        '@s/c@1.0.0 runtime',
        'a@1.0.0 runtime direct',
        'b@1.0.0 development',
        'b@2.0.0 runtime',
        'd@1.0.0 development direct',
        'g@ runtime',
        'o@1.0.0 optional direct',
        'real@2.0.0 runtime direct',
        't@3.0.0 runtime',
      ],
    },
  },
  '36-npm-workspace-file': {
    components: {
      'package-lock.json': [
        'lodash@4.17.20 runtime direct',
        'mocha@9.0.0 development direct',
      ],
    },
  },
  '43-yarn-classic-danger': {
    components: {
      'yarn.lock': [
        'lodash@4.17.20 runtime direct',
        'tool@1.0.0 development direct',
      ],
    },
    findings: ['GHSA-aaaa-0043 lodash@4.17.20 -> 4.17.21'],
  },
  '45-npm-version-oddities': {
    findings: [
      'GHSA-45a a1@1.2.3-beta -> 1.2.3',
      'GHSA-45c a3@0.0.0-experimental-abc -> 0.0.1',
      'GHSA-45d a4@1.0.0+sha.1',
      'GHSA-45f a6@2.0.0-alpha.10 -> 2.0.0-alpha.11',
    ],
  },
  '53-pnpm-v6-git-peer': {
    components: {
      'pnpm-lock.yaml': [
        '@babel/core@7.0.0 runtime',
        '@scope/x@1.0.0 runtime direct',
        'is-positive@3.1.0 runtime direct',
        'loc@2.0.0 runtime direct',
        'lodash@4.17.20 runtime direct',
        'react@18.2.0 runtime',
        'sgit@0.3.0 development direct',
        'tar@1.0.0 runtime direct',
      ],
    },
  },
});
