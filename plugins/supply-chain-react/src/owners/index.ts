export {
  LifecycleFilter,
  OwnerFilter,
  SystemFilter,
  useSystemOptions,
} from './OrganisationFilters';
export { Owners } from './Owners';
export { useOwnerOptions } from './useOwnerOptions';
