import type { TranslationRef } from '@backstage/frontend-plugin-api';
import { supplyChainTranslationRef } from './translationRef';
import { translatedTitle } from './translatedTitle';

describe('translatedTitle', () => {
  it('names the message where refs can select one', () => {
    expect(
      translatedTitle(supplyChainTranslationRef, 'page.title', 'Supply chain'),
    ).toMatchObject({ ref: supplyChainTranslationRef, key: 'page.title' });
  });

  it('is the English text where they cannot, as before Backstage 1.57', () => {
    const older = { $$type: '@backstage/TranslationRef', id: 'x' };
    expect(
      translatedTitle(
        older as unknown as TranslationRef<'x', { 'page.title': string }>,
        'page.title',
        'Supply chain',
      ),
    ).toBe('Supply chain');
  });
});
