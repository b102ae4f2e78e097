export { AlertFacts } from './AlertFacts';
export { AlertLevelMark, alertReasonText } from './AlertLevelMark';
export { GateMark } from './GateMark';
