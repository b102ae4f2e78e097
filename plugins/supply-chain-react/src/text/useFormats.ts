import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { formatsOf, type Formats } from './formats';

/**
 * How numbers and times are written in the portal's language, as the browser's
 * user writes it where that is one of the user's own: in an English portal a
 * British reader sees `31 Mar 2026`, and a German one `Mar 31, 2026`.
 *
 * @public
 */
export function useFormats(): Formats {
  const languageApi = useApi(appLanguageApiRef);
  const subscribe = useCallback(
    (onChange: () => void) => {
      const subscription = languageApi.language$().subscribe(onChange);
      return () => subscription.unsubscribe();
    },
    [languageApi],
  );
  const language = useSyncExternalStore(
    subscribe,
    () => languageApi.getLanguage().language,
  );
  return useMemo(() => formatsOf(localeFor(language)), [language]);
}

function localeFor(language: string): string {
  const plain = (tag: string) => tag.toLocaleLowerCase('en').split('-')[0];
  return (
    navigator.languages.find(own => plain(own) === plain(language)) ?? language
  );
}
