export { entityTabPaths } from './entityTabPaths';
export {
  usePortalLinks,
  type LinkQuery,
  type PortalLinks,
} from './usePortalLinks';
