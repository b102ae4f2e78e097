export { SeverityBar, SeverityFigures } from './SeverityBar';
export { SeverityMark } from './SeverityMark';
