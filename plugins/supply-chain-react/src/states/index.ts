export {
  EmptyNote,
  ErrorNote,
  isRefusal,
  isUnknown,
  NoPermissionNote,
  reasonOf,
} from './states';
