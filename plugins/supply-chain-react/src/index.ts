/**
 * What the supply-chain front ends share: the client, hooks, marks, lists, the
 * findings table and the drawer.
 *
 * @packageDocumentation
 */
export { supplyChainApiRef } from './api/supplyChainApiRef';
export { useSupplyChainApi } from './api/useSupplyChainApi';
export * from './bars';
export * from './decisions';
export { SbomButton, WrittenSbomButtons } from './documents/SbomButton';
export { SideDrawer, type SideDrawerProps } from './drawer/SideDrawer';
export { Facts, Section } from './drawer/Section';
export * from './findings';
export * from './forms';
export * from './frame';
export * from './gates';
export * from './health';
export { useAction, type Action } from './hooks/useAction';
export { useDownload, type Download } from './hooks/useDownload';
export { useLoad, type Loaded } from './hooks/useLoad';
export { useScanProgress, type ScanProgress } from './hooks/useScanProgress';
export { useTarget } from './hooks/useTarget';
export {
  useUrlState,
  withChanges,
  type UrlChanges,
  type UrlState,
} from './hooks/useUrlState';
export * from './links';
export * from './lists';
export * from './owners';
export * from './paths';
export * from './provenance';
export * from './severity';
export { CountedList } from './snapshots/CountedList';
export { SnapshotDifference } from './snapshots/SnapshotDifference';
export * from './states';
export { Surface } from './surface/Surface';
export * from './text';
export * from './tickets';
export * from './translation';
