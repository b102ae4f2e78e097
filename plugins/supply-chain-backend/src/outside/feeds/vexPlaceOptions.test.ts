import { ConfigReader } from '@backstage/config';
import { readVexPlaces } from './vexPlaceOptions';

const read = (...vex: object[]) =>
  readVexPlaces(new ConfigReader({ triage: { vex } } as any));

it('reads places of VEX', () => {
  expect(
    read(
      { id: 'acme', author: 'ACME', path: '/vex', refresh: { hours: 6 } },
      {
        id: 'web',
        author: 'Web',
        url: 'https://vendor.example/vex.json',
        authorization: 'Bearer abc',
      },
    ),
  ).toMatchObject([
    { id: 'acme', author: 'ACME', path: '/vex', refreshMs: 21_600_000 },
    { id: 'web', authorization: 'Bearer abc', refreshMs: undefined },
  ]);
});

it.each([
  [{}, 'triage.vex[0].id'],
  [{ id: 'a' }, 'triage.vex[0].author'],
  [{ id: 'a b', author: 'A', path: '/x' }, 'supplyChain.triage.vex[0].id'],
  [{ id: 'a', author: 'A' }, 'supplyChain.triage.vex[0].url: either'],
  [
    { id: 'a', author: 'A', url: 'https://a.example', path: '/x' },
    'supplyChain.triage.vex[0].url: either',
  ],
  [
    { id: 'a', author: 'A', url: 'ftp://a.example' },
    'supplyChain.triage.vex[0].url is not an http(s) address',
  ],
  [
    { id: 'a', author: 'A', url: 'https://me:secret@a.example' },
    'belong into authorization',
  ],
  [
    { id: 'a', author: 'A', path: '/x', authorization: 'Bearer abc' },
    'supplyChain.triage.vex[0].authorization is for a url',
  ],
  [
    { id: 'a', author: 'A', path: '/x', refresh: 'often' },
    'supplyChain.triage.vex[0].refresh must be a duration',
  ],
])('refuses %j with where it is', (place, reason) => {
  expect(() => read(place)).toThrow(
    expect.objectContaining({ message: expect.stringContaining(reason) }),
  );
});

it('refuses an id that is there twice', () => {
  const place = { id: 'a', author: 'A', path: '/x' };
  expect(() => read(place, place)).toThrow(
    `supplyChain.triage.vex[1].id: 'a' is there twice`,
  );
});
