import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { archiveMessages } from './messages/archive';
import { decisionMessages } from './messages/decisions';
import { licenseMessages } from './messages/licenses';
import { organizationMessages } from './messages/organization';

export const messages = {
  ...licenseMessages,
  ...decisionMessages,
  ...organizationMessages,
  ...archiveMessages,
} as const;

/**
 * The texts of license compliance and of the archive, in English and German.
 *
 * @public
 */
export const licenseComplianceTranslationRef = createTranslationRef({
  id: 'plugin.license-compliance',
  translations: { de: () => import('./de') },
  messages,
});

/** Turns the key of a text into the text. */
export type Translate = TranslationFunction<
  typeof licenseComplianceTranslationRef.T
>;
