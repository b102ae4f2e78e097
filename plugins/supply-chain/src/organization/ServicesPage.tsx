import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Link, Text } from '@backstage/ui';
import type {
  AlertLevel,
  GateOutcome,
  Target,
  TargetHealth,
  TargetQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  AlertLevelMark,
  alertLevels,
  ChoicesFilter,
  FilteredList,
  findingsAreKnown,
  GateMark,
  HealthMark,
  OpenFindings,
  OrganizationPage,
  OwnerFilter,
  Owners,
  RelativeTime,
  SearchFilter,
  supplyChainTranslationRef,
  useCursorList,
  useFormats,
  useSupplyChainApi,
  useUrlSort,
  useUrlState,
  type ListColumn,
  type Translate,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../links';

const filterNames = ['q', 'health', 'alertLevel', 'gate', 'owner'] as const;
const healths: readonly TargetHealth[] = [
  'ok',
  'partial',
  'failed',
  'stale',
  'empty',
  'pending',
  'unscannable',
];

const outcomes: readonly GateOutcome[] = ['block', 'warn', 'allow'];

/** Every scanned service with its state, findings, owner and last scan. */
export function ServicesPage() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const url = useUrlState();
  const links = useLinks();
  const { sort, onSortChange } = useUrlSort(
    ['name', 'severity', 'alertLevel', 'lastScan'],
    {
      column: 'name',
      direction: 'ascending',
    },
  );
  const query: TargetQuery = {
    q: url.get('q'),
    health: url.getAll('health') as TargetHealth[],
    alertLevel: url.getAll('alertLevel') as AlertLevel[],
    gate: url.getAll('gate') as GateOutcome[],
    owner: url.getAll('owner'),
  };
  const list = useCursorList<Target>({
    query,
    sort,
    onSortChange,
    getId: target => target.entityRef,
    totalLabel: total => t('services.total', total),
    getPage: ({ signal, orderBy, ...page }) =>
      api.listTargets(
        { ...query, ...page, orderBy: orderBy as TargetQuery['orderBy'] },
        { signal },
      ),
  });
  const columns = useMemo(
    () => columnsOf(t, formats, links),
    [t, formats, links],
  );
  return (
    <OrganizationPage>
      <FilteredList
        filterNames={filterNames}
        filters={
          <>
            <SearchFilter name="q" label={t('services.search')} />
            <ChoicesFilter
              name="health"
              label={t('services.health')}
              options={healths.map(value => ({
                value,
                label: t(`health.${value}`),
              }))}
            />
            <ChoicesFilter
              name="alertLevel"
              label={t('alert.title')}
              options={alertLevels.map(value => ({
                value,
                label: t(`alert.levels.${value}`),
              }))}
            />
            <ChoicesFilter
              name="gate"
              label={t('gate.title')}
              options={outcomes.map(value => ({
                value,
                label: t(`gate.outcomes.${value}`),
              }))}
            />
            <OwnerFilter />
          </>
        }
        list={list}
        columns={columns}
        what={t('services.what')}
        noMatch={{
          title: t('services.noMatch'),
          hint: t('services.noMatchHint'),
        }}
        none={{ title: t('services.none'), hint: t('services.noneHint') }}
      />
    </OrganizationPage>
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  links: SupplyChainLinks,
): ListColumn<Target>[] {
  return [
    {
      id: 'name',
      label: t('services.name'),
      defaultWidth: '2fr',
      minWidth: 150,
      isRowHeader: true,
      isSortable: true,
      cell: target => (
        <Cell>
          <Link href={links.security(target.entityRef)}>{target.name}</Link>
        </Cell>
      ),
    },
    {
      id: 'health',
      label: t('services.health'),
      defaultWidth: 155,
      cell: target => (
        <Cell>
          <span title={target.healthReason}>
            <HealthMark health={target.health} />
          </span>
        </Cell>
      ),
    },
    {
      id: 'alertLevel',
      label: t('alert.title'),
      defaultWidth: 120,
      isSortable: true,
      cell: target => (
        <Cell>
          <AlertLevelMark level={target.alertLevel} />
        </Cell>
      ),
    },
    {
      id: 'gate',
      label: t('gate.title'),
      defaultWidth: 90,
      cell: target => (
        <Cell>
          {target.gate && (
            <Link href={links.security(target.entityRef, { view: 'gate' })}>
              <GateMark outcome={target.gate.outcome} />
            </Link>
          )}
        </Cell>
      ),
    },
    {
      id: 'severity',
      label: t('services.openFindings'),
      defaultWidth: '2fr',
      minWidth: 190,
      isSortable: true,
      cell: target => (
        <Cell>
          <OpenFindings target={target} tight />
        </Cell>
      ),
    },
    {
      id: 'owner',
      label: t('services.owner'),
      defaultWidth: '1fr',
      minWidth: 110,
      cell: target => (
        <Cell>
          <Owners owners={target.owners} />
        </Cell>
      ),
    },
    {
      id: 'packages',
      label: t('services.packages'),
      defaultWidth: 105,
      cell: target => (
        <CellText
          title={
            findingsAreKnown(target)
              ? formats.number(target.componentCount)
              : ''
          }
        />
      ),
    },
    {
      id: 'lastScan',
      label: t('services.lastScan'),
      defaultWidth: 150,
      isSortable: true,
      cell: target => (
        <Cell>
          <Text variant="body-medium">
            {target.lastScan ? (
              <RelativeTime
                iso={target.lastScan.finishedAt ?? target.lastScan.startedAt}
              />
            ) : (
              t('services.never')
            )}
          </Text>
        </Cell>
      ),
    },
  ];
}
