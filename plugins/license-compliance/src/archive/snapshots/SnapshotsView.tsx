import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Snapshot,
  SnapshotOrigin,
  SnapshotQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoicesFilter,
  DayFilter,
  FilteredList,
  OwnerFilter,
  SearchFilter,
  supplyChainTranslationRef,
  SystemFilter,
  useCursorList,
  useFormats,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks } from '../../links';
import { licenseComplianceTranslationRef } from '../../translation';
import { EntityField } from '../EntityField';
import { ComparePart } from './ComparePart';
import { snapshotColumns } from './snapshotColumns';

const filterNames = [
  'q',
  'entity',
  'owner',
  'system',
  'release',
  'origin',
  'from',
  'to',
] as const;
const origins: readonly SnapshotOrigin[] = ['scan', 'upload'];

/** Every snapshot in the archive, newest first; two of a service can be compared. */
export function SnapshotsView() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const links = useLinks();
  const query: SnapshotQuery = {
    q: url.get('q'),
    entityRef: url.get('entity'),
    owner: url.getAll('owner'),
    system: url.getAll('system'),
    release: url.get('release'),
    origin: url.getAll('origin') as SnapshotOrigin[],
    from: url.get('from'),
    to: url.get('to'),
  };
  const list = useCursorList<Snapshot>({
    query,
    getId: snapshot => snapshot.id,
    totalLabel: total => t('snapshots.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listSnapshots({ ...query, cursor, limit }, { signal }),
  });
  const columns = useMemo(
    () => snapshotColumns({ t, formats, links, url }),
    [t, formats, links, url],
  );
  return (
    <>
      <ComparePart />
      <FilteredList
        filterNames={filterNames}
        filters={
          <>
            <SearchFilter name="q" label={t('snapshots.search')} />
            <EntityField
              value={query.entityRef}
              noneLabel={shared('filter.all')}
              onChange={entity => url.set({ entity })}
            />
            <OwnerFilter />
            <SystemFilter />
            <SearchFilter name="release" label={t('archive.release')} />
            <ChoicesFilter
              name="origin"
              label={t('snapshots.origin')}
              options={origins.map(value => ({
                value,
                label: t(`snapshots.origins.${value}`),
              }))}
            />
            <DayFilter name="from" label={t('archive.from')} max={query.to} />
            <DayFilter name="to" label={t('archive.to')} />
          </>
        }
        list={list}
        columns={columns}
        what={t('snapshots.what')}
        noMatch={{
          title: t('snapshots.noMatch'),
          hint: t('snapshots.noMatchHint'),
        }}
        none={{ title: t('snapshots.none'), hint: t('snapshots.noneHint') }}
      />
    </>
  );
}
