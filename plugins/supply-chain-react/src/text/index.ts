export { CopyText } from './CopyText';
export { formatDuration } from './duration';
export { isWebAddress } from './links';
export { packageLabel } from './purl';
export { RelativeTime } from './RelativeTime';
export { formatTotal } from './total';
