/**
 * Weaknesses of workflows and containers, and secrets, found in the files of a source. Texts in,
 * results out; no network, nothing of Backstage.
 *
 * @packageDocumentation
 */
export type { AllowedSecret, InspectedFile, InspectOptions } from './inspector';
export { isBinary } from './binary';
export { leaveOut, MAX_INSPECTED_BYTES } from './Inspection';
export {
  inspectFiles,
  inspectionRules,
  inspectionsAsOf,
  inspectionsOf,
} from './inspectFiles';
export { allowanceOf } from './secrets/allowances';
export type { InspectionRule } from './rule';
export { inspectTasks, type InspectTasks } from './aside/inspectTasks';
