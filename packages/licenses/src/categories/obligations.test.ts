import { parseLicense } from '../expressions/parse';
import type { LicenseTerm } from '../expressions/licenseNode';
import { obligationsOf } from './obligations';

const textsOf = (license: string) =>
  obligationsOf(parseLicense(license) as LicenseTerm).map(({ text }) => text);

describe('obligationsOf', () => {
  it('says in whole sentences what network copyleft asks for', () => {
    expect(textsOf('AGPL-3.0-only')).toEqual(
      expect.arrayContaining([
        'Offer the source of the whole work, for network users too.',
        'Keep the whole work, for network users too, under the same license.',
      ]),
    );
  });

  it('says how far others reach', () => {
    expect(textsOf('GPL-3.0-only')).toContain(
      'Keep the whole work under the same license.',
    );
  });
});
