import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { translatedTitle } from '@safety-curtain/plugin-supply-chain-react';

export const titleMessages = {
  page: 'Scorecards',
  tab: 'Scorecards',
} as const;

/**
 * The titles of the page and of tabs. The portal knows them from its start; all
 * other texts come with the pages.
 *
 * @public
 */
export const securityScorecardsTitlesTranslationRef = createTranslationRef({
  id: 'plugin.security-scorecards.titles',
  translations: { de: () => import('./de/titles') },
  messages: titleMessages,
});

const titleOf = (key: keyof typeof titleMessages) =>
  translatedTitle(
    securityScorecardsTitlesTranslationRef,
    key,
    titleMessages[key],
  );

/** The titles as extensions take them. */
export const securityScorecardsTitles = {
  page: titleOf('page'),
  tab: titleOf('tab'),
};
