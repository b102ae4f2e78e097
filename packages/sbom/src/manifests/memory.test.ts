import { thrownBy } from '@safety-curtain/testing';
import { limits } from '../limits';
import { readManifest } from './readManifest';

const MANY = 6_000_000;

describe('readManifest refuses, unread, what would fill the heap:', () => {
  it.each([
    ['package-lock.json', `{"packages":[${'{"a":0},'.repeat(MANY)}0]}`],
    ['pnpm-lock.yaml', 'a: {}\n'.repeat(MANY)],
    ['pnpm-lock.yaml', `a: [${'[],'.repeat(MANY)}]`],
    ['pnpm-lock.yaml', '- - a\n'.repeat(MANY)],
    ['poetry.lock', '[[a]]\n'.repeat(MANY)],
    ['poetry.lock', `a = [${'{},'.repeat(MANY)}]`],
    ['poetry.lock', `a${'.b'.repeat(MANY)} = 1`],
    ['pom.xml', `<project>${'<a/>'.repeat(MANY)}</project>`],
    ['App.csproj', `<Project>${'<a/>'.repeat(MANY)}</Project>`],
    [
      'packages.lock.json',
      `{"version":1,"dependencies":[${'{"a":0},'.repeat(MANY)}0]}`,
    ],
    ['bun.lock', `{"packages":[${'{"a":0},'.repeat(MANY)}0]}`],
    ['paket.lock', `NUGET\n${'      a\n'.repeat(MANY)}`],
    ['mix.lock', `%{${'{},'.repeat(MANY)}}`],
    ['rebar.lock', `[${'a,'.repeat(MANY)}]`],
    ['yarn.lock', 'a:\n'.repeat(MANY)],
    ['go.mod', `module m\n${'go 1\n'.repeat(MANY)}`],
    ['cabal.project.freeze', `constraints: ${'a,'.repeat(4 * MANY)}`],
    ['requirements.txt', '\n'.repeat(2 * MANY)],
  ])('%s %#', (path, text) => {
    expect(text.length).toBeLessThan(limits.fileSize);
    const error = thrownBy(() => readManifest(path, text));
    expect(error?.message).toMatch(/so many values that .* MiB of memory$/);
  });
});
