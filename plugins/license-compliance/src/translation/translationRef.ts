import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { translatedTitle } from '@safety-curtain/plugin-supply-chain-react';
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

/** The title of the page or of one of its tabs. */
export const pageTitle = (key: keyof typeof messages.page) =>
  translatedTitle(
    licenseComplianceTranslationRef,
    `page.${key}`,
    messages.page[key],
  );

/** The title of a service's tab. */
export const tabTitle = translatedTitle(
  licenseComplianceTranslationRef,
  'entity.cardTitle',
  messages.entity.cardTitle,
);
