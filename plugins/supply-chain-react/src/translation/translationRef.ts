import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { decisionMessages } from './messages/decisions';
import { findingMessages } from './messages/findings';
import { entityMessages } from './messages/entity';
import { gateMessages } from './messages/gates';
import { generalMessages } from './messages/general';
import { organizationMessages } from './messages/organization';
import { ticketMessages } from './messages/tickets';
import { releaseMessages } from './messages/releases';
import { vexMessages } from './messages/vex';
import { translatedTitle } from './translatedTitle';

export const messages = {
  ...generalMessages,
  ...findingMessages,
  ...decisionMessages,
  ...entityMessages,
  ...organizationMessages,
  ...vexMessages,
  ...gateMessages,
  ...ticketMessages,
  ...releaseMessages,
} as const;

/** The texts of all supply-chain front ends, in English and German. @public */
export const supplyChainTranslationRef = createTranslationRef({
  id: 'plugin.supply-chain',
  translations: { de: () => import('./de') },
  messages,
});

/** Turns the key of a text into the text. @public */
export type Translate = TranslationFunction<typeof supplyChainTranslationRef.T>;

const pageTitle = (key: keyof typeof messages.page) =>
  translatedTitle(supplyChainTranslationRef, `page.${key}`, messages.page[key]);

/** Titles of the supply-chain plugin's page and of its tabs. @public */
export const supplyChainTitles = {
  page: pageTitle('title'),
  whereUsed: pageTitle('whereUsed'),
  advisories: pageTitle('advisories'),
  triage: pageTitle('triage'),
  services: pageTitle('services'),
  systemHealth: pageTitle('systemHealth'),
  security: translatedTitle(
    supplyChainTranslationRef,
    'target.cardTitle',
    messages.target.cardTitle,
  ),
};
