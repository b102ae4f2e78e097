import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { checkMessages } from './messages/checks';
import { organizationMessages } from './messages/organization';
import { serviceMessages } from './messages/service';

export const messages = {
  ...checkMessages,
  ...serviceMessages,
  ...organizationMessages,
} as const;

/** The texts of scorecards, in English and German. @public */
export const securityScorecardsTranslationRef = createTranslationRef({
  id: 'plugin.security-scorecards',
  translations: { de: () => import('./de') },
  messages,
});

/** Turns the key of a text into the text. */
export type Translate = TranslationFunction<
  typeof securityScorecardsTranslationRef.T
>;
