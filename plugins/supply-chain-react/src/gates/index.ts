export { AlertFacts, AlertLine } from './AlertFacts';
export { AlertLevelMark } from './AlertLevelMark';
export { GateMark } from './GateMark';
