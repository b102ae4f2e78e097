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
import { provenanceMessages } from './messages/provenance';
import { releaseMessages } from './messages/releases';
import { vexMessages } from './messages/vex';

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
  ...provenanceMessages,
} as const;

/** The texts of all supply-chain front ends but titles of pages, in English and German. @public */
export const supplyChainTranslationRef = createTranslationRef({
  id: 'plugin.supply-chain',
  translations: { de: () => import('./de') },
  messages,
});

/** Turns the key of a text into the text. @public */
export type Translate = TranslationFunction<typeof supplyChainTranslationRef.T>;
