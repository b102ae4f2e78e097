import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { archiveMessages } from './messages/archive';
import { decisionMessages } from './messages/decisions';
import { licenseMessages } from './messages/licenses';
import { organizationMessages } from './messages/organization';

/** The texts of license compliance and of the archive. @public */
export const licenseComplianceTranslationRef = createTranslationRef({
  id: 'plugin.license-compliance',
  messages: {
    ...licenseMessages,
    ...decisionMessages,
    ...organizationMessages,
    ...archiveMessages,
  },
});

/** Turns the key of a text into the text. */
export type Translate = TranslationFunction<
  typeof licenseComplianceTranslationRef.T
>;
