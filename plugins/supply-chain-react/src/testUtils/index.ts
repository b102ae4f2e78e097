/***/
/**
 * For tests: a backend that answers what a test tells it to, and complete
 * answers that are changed where a test says so.
 *
 * @packageDocumentation
 */
export * from './answers';
export * from './backend';
export { checkout, renderPart } from './renderPart';
