import {
  createTranslationRef,
  type TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { decisionMessages } from './messages/decisions';
import { findingMessages } from './messages/findings';
import { entityMessages } from './messages/entity';
import { generalMessages } from './messages/general';
import { organizationMessages } from './messages/organization';

/** The texts of all supply-chain front ends. @public */
export const supplyChainTranslationRef = createTranslationRef({
  id: 'plugin.supply-chain',
  messages: {
    ...generalMessages,
    ...findingMessages,
    ...decisionMessages,
    ...entityMessages,
    ...organizationMessages,
  },
});

/** Turns the key of a text into the text. @public */
export type Translate = TranslationFunction<typeof supplyChainTranslationRef.T>;
