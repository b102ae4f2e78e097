import path from 'node:path';
import type { Request } from 'express';
import { withTemporaryFolder } from '../../outside/web/download';
import type { Pace } from '../../outside/web/pace';
import { Arrivals } from './Arrivals';
import { receiveDocument, type ReceivedDocument } from './readBody';

/** What it may cost that documents arrive. */
export interface ReceptionLimits {
  /** Bytes of one document, out of its compression. */
  maxBytes: number;
  /** Documents at once, arriving or waiting to be read; see {@link Arrivals}. */
  arriving: number;
  /** How slow a client may be, and how long one body may take. */
  pace: Pace;
  arrivalMs: number;
}

/** Where the bodies of requests go to files as they arrive. */
export class Reception {
  readonly #limits: ReceptionLimits;
  readonly #arrivals: Arrivals;

  constructor(limits: ReceptionLimits) {
    this.#limits = limits;
    this.#arrivals = new Arrivals(limits.arriving, limits.pace);
  }

  /**
   * Receives a request's document, and has work done with it; its folder is gone
   * after that.
   */
  async receive<T>(
    request: Request,
    from: string,
    work: (document: ReceivedDocument) => Promise<T>,
  ): Promise<T> {
    const before = request.socket.bytesRead;
    const place = this.#arrivals.enter(
      from,
      () => request.socket.bytesRead - before,
    );
    try {
      return await withTemporaryFolder(async folder => {
        const { maxBytes: limit, pace, arrivalMs } = this.#limits;
        const document = await receiveDocument(
          request,
          path.join(folder, 'document'),
          { limit, pace, timeoutMs: arrivalMs, signal: place.signal },
        );
        place.arrived();
        return work(document);
      });
    } finally {
      place.leave();
    }
  }
}
