export { SeverityBar, severityFill, SeverityFigures } from './SeverityBar';
export { SeverityMark } from './SeverityMark';
