import { licenseFacts } from './licenseFacts';
import { categoryOf, categoryOfTerm, softensCopyleft } from './category';
import { listedExceptions, listedLicenses } from '../list/licenseList';

describe('categoryOf', () => {
  it.each([
    ['MIT', 'permissive'],
    ['CC0-1.0', 'public-domain'],
    ['MPL-2.0', 'weak-copyleft'],
    ['LGPL-2.1-or-later', 'weak-copyleft'],
    ['GPL-2.0', 'strong-copyleft'],
    ['gpl-3.0-or-later', 'strong-copyleft'],
    ['AGPL-3.0-only', 'network-copyleft'],
    ['SSPL-1.0', 'network-copyleft'],
    ['BUSL-1.1', 'proprietary'],
    ['CECILL-2.1', 'strong-copyleft'],
    ['CECILL-C', 'weak-copyleft'],
  ])('%s is %s', (id, category) => {
    expect(categoryOf(id)).toBe(category);
  });

  it('covers every listed license but those that stand for others', () => {
    expect(
      listedLicenses
        .filter(({ id }) => categoryOf(id) === undefined)
        .map(({ id }) => id),
    ).toEqual(['any-OSI', 'any-OSI-perl-modules']);
  });

  it('says nothing of ids that are not listed', () => {
    expect(categoryOf('LicenseRef-own')).toBeUndefined();
    expect(categoryOf('constructor')).toBeUndefined();
  });
});

describe('softensCopyleft', () => {
  it('frees what is linked, not what is linked with one library only', () => {
    expect(softensCopyleft('Classpath-exception-2.0')).toBe(true);
    expect(softensCopyleft('GCC-exception-3.1')).toBe(true);
    expect(softensCopyleft('openvpn-openssl-exception')).toBe(false);
    expect(softensCopyleft('GPL-CC-1.0')).toBe(false);
    expect(softensCopyleft('AdditionRef-own')).toBe(false);
  });

  it('is decided for every listed exception', () => {
    const softening = listedExceptions.filter(({ id }) => softensCopyleft(id));
    expect([listedExceptions.length, softening.length]).toEqual([84, 68]);
  });

  it('makes strong copyleft weak and leaves the rest', () => {
    const of = (id: string, exception: string) =>
      categoryOfTerm({ type: 'license', id, orLater: false, exception });
    expect(of('GPL-2.0-only', 'Classpath-exception-2.0')).toBe('weak-copyleft');
    expect(of('GPL-2.0-only', 'x11vnc-openssl-exception')).toBe(
      'strong-copyleft',
    );
    expect(of('Apache-2.0', 'LLVM-exception')).toBe('permissive');
    expect(of('AGPL-3.0-only', 'Classpath-exception-2.0')).toBe(
      'network-copyleft',
    );
  });
});

describe('licenseFacts', () => {
  it('knows a license by any of its ids', () => {
    expect(licenseFacts('gpl-2.0')).toMatchObject({
      id: 'GPL-2.0-only',
      name: 'GNU General Public License v2.0 only',
      osiApproved: true,
      deprecated: true,
      category: 'strong-copyleft',
    });
  });

  it.each([
    ['MIT', ['include-license-text', 'include-copyright-notice']],
    ['0BSD', []],
    ['BUSL-1.1', ['read-the-terms']],
    [
      'Apache-2.0',
      [
        'include-license-text',
        'include-copyright-notice',
        'include-notice-file',
        'state-changes',
        'no-endorsement',
        'patent-grant',
        'patent-retaliation',
      ],
    ],
  ])('lists what %s asks for', (id, kinds) => {
    expect(licenseFacts(id)?.obligations.map(({ kind }) => kind)).toEqual(
      kinds,
    );
  });

  it.each([
    ['MPL-2.0', 'file'],
    ['LGPL-3.0-only', 'library'],
    ['GPL-2.0-or-later', 'work'],
    ['GPL-2.0-only WITH Classpath-exception-2.0', 'library'],
    ['AGPL-3.0-or-later', 'network'],
  ])('says how far the source of %s reaches', (id, scope) => {
    expect(
      licenseFacts(id)?.obligations.find(
        ({ kind }) => kind === 'disclose-source',
      )?.scope,
    ).toBe(scope);
  });

  it('says nothing of what is not listed', () => {
    expect(licenseFacts('LicenseRef-own')).toBeUndefined();
    expect(licenseFacts('MIT OR ISC')).toBeUndefined();
    expect(licenseFacts('Apache')).toBeUndefined();
  });
});
