/**
 * For tests: a backend that answers what a test tells it to, and complete
 * answers that are changed where a test says so.
 *
 * @packageDocumentation
 */
export * from '../samples/answers';
export * from './backend';
export { checkout } from '../samples/checkout';
export { renderPart } from './renderPart';
export { translationProblems, type Messages } from './translationProblems';
export { portalIn } from './portalIn';
export { cellsOf, textIn } from './reading';
export { renderSamples } from './renderSamples';
