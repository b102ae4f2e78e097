/***/
/**
 * Answers of the supply-chain backend for tests: complete, and changed where a
 * test says so.
 *
 * @packageDocumentation
 */
export * from './answers';
