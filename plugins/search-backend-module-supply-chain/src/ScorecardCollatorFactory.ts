import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import { supplyChainScorecardReadPermission } from '@safety-curtain/plugin-supply-chain-common';
import type { ScorecardReader } from '@safety-curtain/plugin-supply-chain-node';
import { Readable } from 'node:stream';
import {
  SCORECARD_DOCUMENT_TYPE,
  ScorecardDocument,
  scorecardDocument,
} from './scorecardDocument';

/**
 * Gives search a document for each service and scorecard. Who may not see a
 * service's scorecards does not find them.
 */
export class ScorecardCollatorFactory implements DocumentCollatorFactory {
  readonly type = SCORECARD_DOCUMENT_TYPE;
  readonly visibilityPermission = supplyChainScorecardReadPermission;
  readonly #reader: Pick<ScorecardReader, 'scorecards' | 'services'>;
  readonly #locationTemplate: string;

  constructor(options: {
    reader: Pick<ScorecardReader, 'scorecards' | 'services'>;
    locationTemplate: string;
  }) {
    this.#reader = options.reader;
    this.#locationTemplate = options.locationTemplate;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  /** An error ends the stream as one: search then keeps the index that it has. */
  async *#documents(): AsyncGenerator<ScorecardDocument> {
    const about = {
      locationTemplate: this.#locationTemplate,
      now: new Date(),
    };
    for (const scorecard of await this.#reader.scorecards()) {
      const services = this.#reader.services(scorecard.name, { reasons: true });
      for await (const service of services) {
        yield scorecardDocument(scorecard, service, about);
      }
    }
  }
}
