import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text, TextField } from '@backstage/ui';
import { RiSearchLine } from '@remixicon/react';
import type {
  Presence,
  PresenceFilter,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  DayFilter,
  EmptyNote,
  FilteredList,
  formStyles,
  OwnerFilter,
  type UrlState,
  useCursorList,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  type FormEvent,
} from 'react';
import { useLinks } from '../links';
import { licenseComplianceTranslationRef } from '../translation';
import { presenceColumns } from './presenceColumns';

/** Which services had a package between two days. */
export function PresenceView() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const url = useUrlState();
  const filter = presenceFilterOf(url);
  const asked = filter.purl ?? filter.package;
  return (
    <>
      <Text as="p" color="secondary">
        {t('presence.hint')}
      </Text>
      <PresenceForm asked={asked ?? ''} />
      {asked ? (
        <Places filter={filter} />
      ) : (
        <EmptyNote title={t('presence.start')} hint={t('presence.startHint')} />
      )}
    </>
  );
}

function presenceFilterOf(url: UrlState): PresenceFilter {
  const term = url.get('term')?.trim();
  const isPurl = term !== undefined && /^pkg:/i.test(term);
  return {
    ...(isPurl ? { purl: term } : { package: term }),
    from: url.get('from'),
    to: url.get('to'),
    owner: url.getAll('owner'),
  };
}

function PresenceForm({ asked }: { asked: string }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const url = useUrlState();
  const [term, setTerm] = useState(asked);
  // The address may change by a link or the back button.
  useEffect(() => setTerm(asked), [asked]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    url.set({ term: term.trim() || undefined }, { push: true });
  };
  return (
    <form className={formStyles.buttons} role="search" onSubmit={submit}>
      <TextField
        className={formStyles.wide}
        size="small"
        label={t('presence.term')}
        placeholder={t('presence.termPlaceholder')}
        value={term}
        onChange={setTerm}
      />
      <Button type="submit" variant="primary" iconStart={<RiSearchLine />}>
        {t('presence.search')}
      </Button>
    </form>
  );
}

function Places({ filter }: { filter: PresenceFilter }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const links = useLinks();
  const list = useCursorList<Presence>({
    query: filter,
    getId: one =>
      `${one.entityRef} ${one.purl} ${one.manifest ?? ''} ${one.since}`,
    totalLabel: total => t('presence.total', total),
    getPage: ({ cursor, limit, signal }) =>
      api.listPresence({ ...filter, cursor, limit }, { signal }),
  });
  const filterKey = JSON.stringify(filter);
  const fetchFile = useCallback(
    () => api.exportPresence(JSON.parse(filterKey)),
    [api, filterKey],
  );
  const columns = useMemo(() => presenceColumns(t, links), [t, links]);
  const none = { title: t('presence.none'), hint: t('presence.noneHint') };
  return (
    <FilteredList
      filterNames={['from', 'to', 'owner']}
      filters={
        <>
          <DayFilter name="from" label={t('archive.from')} max={filter.to} />
          <DayFilter name="to" label={t('archive.to')} />
          <OwnerFilter />
        </>
      }
      csv={{ what: 'where-it-was', query: filter, fetchFile }}
      list={list}
      columns={columns}
      what={t('presence.what')}
      noMatch={none}
      none={none}
    />
  );
}
