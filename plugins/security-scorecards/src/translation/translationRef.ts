import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { checkMessages } from './messages/checks';
import { organizationMessages } from './messages/organization';
import { serviceMessages } from './messages/service';

/** The texts of scorecards. @public */
export const securityScorecardsTranslationRef = createTranslationRef({
  id: 'plugin.security-scorecards',
  messages: { ...checkMessages, ...serviceMessages, ...organizationMessages },
});

/** Turns the key of a text into the text. */
export type Translate = TranslationFunction<
  typeof securityScorecardsTranslationRef.T
>;
