export { MoreOwners } from './MoreOwners';
export {
  LifecycleFilter,
  OwnerFilter,
  SystemFilter,
  TagFilter,
  useSystemOptions,
} from './OrganizationFilters';
export { Owners } from './Owners';
export { useOwnerOptions } from './useOwnerOptions';
