import type {
  TranslationRef,
  TranslationRefTuple,
} from '@backstage/frontend-plugin-api';

/**
 * The title of a page, tab or entity content: the message of a ref where the
 * portal translates titles, which Backstage does from 1.57, else its English
 * text.
 *
 * @param ref - The translation ref that has the message.
 * @param key - The key of a message without placeholders.
 * @param english - The message's English text.
 * @public
 */
export function translatedTitle<TMessages extends Record<string, string>>(
  ref: TranslationRef<string, TMessages>,
  key: keyof TMessages & string,
  english: string,
): string | TranslationRefTuple<undefined> {
  return typeof ref === 'function'
    ? (ref(key) as TranslationRefTuple<undefined>)
    : english;
}
