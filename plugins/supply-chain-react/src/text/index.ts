export { CopyText } from './CopyText';
export { entityName } from './entityName';
export { isWebAddress } from './links';
export { packageLabel } from './purl';
export { ExactTime } from './ExactTime';
export { RelativeTime } from './RelativeTime';
export { formatsOf, type Formats } from './formats';
export { useFormats } from './useFormats';
