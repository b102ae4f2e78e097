import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { translatedTitle } from '@safety-curtain/plugin-supply-chain-react';

export const titleMessages = {
  page: 'Compliance',
  overview: 'Overview',
  issues: 'Issues',
  licenses: 'Licenses',
  decisions: 'Decisions',
  archive: 'Archive',
  tab: 'Licenses',
} as const;

/**
 * The titles of the page and of tabs. The portal knows them from its start; all
 * other texts come with the pages.
 *
 * @public
 */
export const licenseComplianceTitlesTranslationRef = createTranslationRef({
  id: 'plugin.license-compliance.titles',
  translations: { de: () => import('./de/titles') },
  messages: titleMessages,
});

const titleOf = (key: keyof typeof titleMessages) =>
  translatedTitle(
    licenseComplianceTitlesTranslationRef,
    key,
    titleMessages[key],
  );

/** The titles as extensions take them. */
export const licenseComplianceTitles = {
  page: titleOf('page'),
  overview: titleOf('overview'),
  issues: titleOf('issues'),
  licenses: titleOf('licenses'),
  decisions: titleOf('decisions'),
  archive: titleOf('archive'),
  tab: titleOf('tab'),
};
