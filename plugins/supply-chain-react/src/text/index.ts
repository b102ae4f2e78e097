export { CopyText } from './CopyText';
export { formatDuration } from './duration';
export { entityName } from './entityName';
export { isWebAddress } from './links';
export { packageLabel } from './purl';
export { ExactTime } from './ExactTime';
export { RelativeTime } from './RelativeTime';
export { formatTotal } from './total';
