import fc from 'fast-check';
import { serviceFolder } from './serviceFolder';

/** How a file system sees a name that ignores case and Unicode forms. */
const seen = (folder: string) => folder.normalize('NFC').toLowerCase();

const part = fc.oneof(
  fc.stringMatching(/^[a-z0-9.~_-]{1,70}$/),
  fc.constantFrom(
    'con',
    'nul.txt',
    'com1',
    'a-b',
    'a',
    'b',
    'default',
    'é',
    'e\u0301',
    'A',
    'x.',
  ),
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.string({ minLength: 200, maxLength: 400 }),
);
const ref = fc
  .tuple(part, part, part)
  .map(([kind, namespace, name]) => `${kind}:${namespace}/${name}`);

describe('serviceFolder', () => {
  it.each([
    ['component:default/shop', 'component-default-shop'],
    ['component:default/a-b', 'component-default-a-b'],
    ['component:default-a/b', 'component-default~a-b'],
    ['component:team-a/web.app_2', 'component-team~a-web.app_2'],
  ])('%s is %s', (entityRef, folder) => {
    expect(serviceFolder(entityRef)).toBe(folder);
  });

  it.each([
    ['component:default/A', 'component:default/a'],
    ['component:default/\u00e9', 'component:default/e\u0301'],
    ['component:a--b/c', 'component:a/b-c'],
    ['component:default/x.', 'component:default/x'],
    [
      `component:default/${'x'.repeat(300)}`,
      `component:default/${'x'.repeat(301)}`,
    ],
  ])('%s and %s have a folder each', (one, other) => {
    expect(seen(serviceFolder(one))).not.toBe(seen(serviceFolder(other)));
  });

  it('gives different refs different folders', () => {
    fc.assert(
      fc.property(ref, ref, (one, other) => {
        fc.pre(one !== other);
        expect(seen(serviceFolder(one))).not.toBe(seen(serviceFolder(other)));
      }),
      { numRuns: 2000 },
    );
  });

  it('gives names that every file system takes', () => {
    fc.assert(
      fc.property(ref, entityRef => {
        const folder = serviceFolder(entityRef);
        expect(Buffer.byteLength(folder)).toBeLessThanOrEqual(255);
        expect(folder).toMatch(/^[a-z0-9._~-]*[a-z0-9_~-]$/);
        expect(folder).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/);
      }),
      { numRuns: 2000 },
    );
  });
});
