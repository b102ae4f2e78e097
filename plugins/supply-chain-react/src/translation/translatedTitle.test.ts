import type { TranslationRef } from '@backstage/frontend-plugin-api';
import { supplyChainTitlesTranslationRef } from './titles';
import { translatedTitle } from './translatedTitle';

describe('translatedTitle', () => {
  it('names the message where refs can select one', () => {
    expect(
      translatedTitle(supplyChainTitlesTranslationRef, 'page', 'Supply chain'),
    ).toMatchObject({ ref: supplyChainTitlesTranslationRef, key: 'page' });
  });

  it('is the English text where they cannot, as before Backstage 1.57', () => {
    const older = { $$type: '@backstage/TranslationRef', id: 'x' };
    expect(
      translatedTitle(
        older as unknown as TranslationRef<'x', { page: string }>,
        'page',
        'Supply chain',
      ),
    ).toBe('Supply chain');
  });
});
