/***/
/**
 * What the supply-chain front ends share: the client, hooks, marks, lists, the
 * findings table and the drawer.
 *
 * @packageDocumentation
 */
export { supplyChainApiRef } from './api/supplyChainApiRef';
export { SbomButton } from './documents/SbomButton';
export { SideDrawer, type SideDrawerProps } from './drawer/SideDrawer';
export * from './findings';
export * from './health';
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
export * from './lists';
export * from './paths';
export * from './severity';
export * from './states';
export { Surface } from './surface/Surface';
export * from './text';
export { supplyChainTranslationRef, type Translate } from './translation';
