export { HealthMark, ScanStateMark } from './HealthMark';
export { StateMark, type StateTone } from './StateMark';
