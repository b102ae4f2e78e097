import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  supplyChainFindingReadPermission,
  type Target,
} from '@safety-curtain/plugin-supply-chain-common';
import type { ServiceReader } from '@safety-curtain/plugin-supply-chain-node';
import { Readable } from 'node:stream';
import {
  FINDINGS_DOCUMENT_TYPE,
  FindingsDocument,
  findingsDocument,
} from './findingsDocument';

/** Findings of a service that are indexed: those to be dealt with first. */
const MOST = 100;

/**
 * Gives search a document for each service with open findings. Who may not see
 * a service's findings does not find it.
 */
export class FindingsCollatorFactory implements DocumentCollatorFactory {
  readonly type = FINDINGS_DOCUMENT_TYPE;
  readonly visibilityPermission = supplyChainFindingReadPermission;
  readonly #reader: Pick<ServiceReader, 'services' | 'worstFindings'>;
  readonly #locationTemplate: string;

  constructor(options: {
    reader: Pick<ServiceReader, 'services' | 'worstFindings'>;
    locationTemplate: string;
  }) {
    this.#reader = options.reader;
    this.#locationTemplate = options.locationTemplate;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  /** An error ends the stream as one: search then keeps the index that it has. */
  async *#documents(): AsyncGenerator<FindingsDocument> {
    const about = {
      locationTemplate: this.#locationTemplate,
      now: new Date(),
    };
    for await (const target of this.#reader.services()) {
      if (!hasFindings(target)) continue;
      const { entityRef } = target;
      const findings = await this.#reader.worstFindings(entityRef, MOST);
      yield findingsDocument(target, findings, about);
    }
  }
}

function hasFindings({ openFindings }: Target): boolean {
  return Object.values(openFindings).some(count => count > 0);
}
