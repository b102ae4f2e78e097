export { AlertFacts, AlertLine } from './AlertFacts';
export { AlertLevelMark } from './AlertLevelMark';
export { alertLevels } from './alertTones';
export { GateMark } from './GateMark';
