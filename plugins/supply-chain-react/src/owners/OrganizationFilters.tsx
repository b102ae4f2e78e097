import { parseEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useLoad } from '../hooks/useLoad';
import { ChoicesFilter, type FilterOption } from '../lists';
import { supplyChainTranslationRef } from '../translation';
import { useOwnerOptions } from './useOwnerOptions';

/** Whose services are shown. @public */
export function OwnerFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const owners = useOwnerOptions();
  return (
    <ChoicesFilter
      name="owner"
      label={t('usages.owner')}
      options={owners}
      searchable
    />
  );
}

/** The systems of the catalog, for a filter; empty until they are known. @public */
export function useSystemOptions(): readonly FilterOption[] {
  return useFacet('relations.partOf')
    .filter(ref => ref.startsWith('system:'))
    .map(value => ({ value, label: parseEntityRef(value).name }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** Of which systems services are shown. @public */
export function SystemFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const options = useSystemOptions();
  return (
    <ChoicesFilter
      name="system"
      label={t('filter.system')}
      options={options}
      searchable
    />
  );
}

/** In which lifecycle services are shown. @public */
export function LifecycleFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const lifecycles = useFacet('spec.lifecycle');
  return (
    <ChoicesFilter
      name="lifecycle"
      label={t('filter.lifecycle')}
      options={lifecycles.map(value => ({ value, label: value }))}
    />
  );
}

/** Which tags services have. @public */
export function TagFilter() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const tags = useFacet('metadata.tags');
  return (
    <ChoicesFilter
      name="tag"
      label={t('filter.tag')}
      options={tags.map(value => ({ value, label: value }))}
      searchable
    />
  );
}

/** The values of a field of all components; none where the catalog does not say. */
function useFacet(field: string): string[] {
  const catalog = useApi(catalogApiRef);
  const { value } = useLoad(field, () =>
    catalog.getEntityFacets({ facets: [field], filter: { kind: 'component' } }),
  );
  return (value?.facets[field] ?? []).map(facet => facet.value).sort();
}
