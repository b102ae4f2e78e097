export {
  EmptyNote,
  ErrorNote,
  isRefusal,
  isUnknown,
  NoPermissionNote,
} from './states';
