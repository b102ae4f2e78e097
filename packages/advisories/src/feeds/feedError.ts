/**
 * Thrown where a feed is not of the form that its publisher promises.
 *
 * @public
 */
export class FeedError extends Error {
  constructor(readonly feed: 'EPSS' | 'KEV' | 'Vulnrichment', reason: string) {
    super(`${feed}: ${reason}`);
    this.name = 'FeedError';
  }
}
