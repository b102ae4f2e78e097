/***/
/**
 * Extension points of the supply-chain backend.
 *
 * @packageDocumentation
 */
export * from './advisories';
export * from './scanners';
export * from './sources';
