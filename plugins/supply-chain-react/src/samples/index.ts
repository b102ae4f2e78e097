/**
 * For development apps: complete answers that are changed where an app says
 * so, and a `fetch` that gives them in the backend's place.
 *
 * @packageDocumentation
 */
export * from './answers';
export { checkout } from './checkout';
export { sampleFetch, type SampleAnswers } from './sampleFetch';
