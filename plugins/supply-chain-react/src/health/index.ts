export { AdvisoryFreshness } from './AdvisoryFreshness';
export { HealthMark, ScanStateMark } from './HealthMark';
export { findingsAreKnown } from './known';
export { OpenFindings } from './OpenFindings';
export { StateMark, type StateTone } from './StateMark';
