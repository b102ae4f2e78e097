export {
  LifecycleFilter,
  OwnerFilter,
  SystemFilter,
  TagFilter,
  useSystemOptions,
} from './OrganisationFilters';
export { Owners } from './Owners';
export { useOwnerOptions } from './useOwnerOptions';
