/**
 * Extension points and events of the supply-chain backend.
 *
 * @packageDocumentation
 */
export * from './advisories';
export * from './archive';
export * from './events';
export * from './facts';
export * from './forges';
export * from './keepComment';
export * from './manifests';
export * from './metadata';
export * from './RemoteApi';
export * from './ScorecardReader';
export * from './ServiceReader';
export * from './scanners';
export * from './scorecards';
export * from './sources';
export * from './trackers';
export * from './understood';
