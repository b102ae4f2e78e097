import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { translatedTitle } from './translatedTitle';

export const titleMessages = {
  page: 'Supply chain',
  whereUsed: 'Where used',
  advisories: 'Advisories',
  triage: 'Triage',
  services: 'Services',
  systemHealth: 'System health',
  security: 'Security',
} as const;

/**
 * The titles of the page and of tabs. The portal knows them from its start; all
 * other texts come with the pages.
 *
 * @public
 */
export const supplyChainTitlesTranslationRef = createTranslationRef({
  id: 'plugin.supply-chain.titles',
  translations: { de: () => import('./de/titles') },
  messages: titleMessages,
});

const titleOf = (key: keyof typeof titleMessages) =>
  translatedTitle(supplyChainTitlesTranslationRef, key, titleMessages[key]);

/** The titles as extensions take them. @public */
export const supplyChainTitles = {
  page: titleOf('page'),
  whereUsed: titleOf('whereUsed'),
  advisories: titleOf('advisories'),
  triage: titleOf('triage'),
  services: titleOf('services'),
  systemHealth: titleOf('systemHealth'),
  security: titleOf('security'),
};
