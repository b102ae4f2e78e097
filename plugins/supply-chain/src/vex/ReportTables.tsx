import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  CellText,
  Link,
  useTable,
  type ColumnConfig,
} from '@backstage/ui';
import type {
  VexReport,
  VexReportItem,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  entityName,
  NameCell,
  supplyChainTranslationRef,
  useUrlState,
  type Translate,
  type UrlState,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../links';
import styles from './vex.module.css';

type Item = VexReportItem & { id: string };
type Piece = VexReport['notUnderstood']['items'][number] & { id: string };

const PAGE = 10;

/** Statements of a document, with the decisions that came of them. */
export function ReportTable(props: { items: readonly VexReportItem[] }) {
  const { items } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const links = useLinks();
  const rows = useRows(items);
  const columns = useMemo(
    () => columnsOf(items, t, url, links),
    [items, t, url, links],
  );
  return (
    <div className={styles.table}>
      <RowsTable<Item> {...rows} columnConfig={columns} />
    </div>
  );
}

/** Pieces of a document that were not taken over, each with its place and why. */
export function NotUnderstoodTable(props: {
  items: VexReport['notUnderstood']['items'];
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const rows = useRows(props.items);
  const columns = useMemo<ColumnConfig<Piece>[]>(
    () => [
      {
        id: 'at',
        label: t('vex.at'),
        isRowHeader: true,
        defaultWidth: '1fr',
        cell: ({ at }) => <NameCell name={at} />,
      },
      {
        id: 'reason',
        label: t('vex.why'),
        defaultWidth: '2fr',
        cell: ({ reason }) => <NameCell name={reason} />,
      },
    ],
    [t],
  );
  return (
    <div className={styles.table}>
      <RowsTable<Piece> {...rows} columnConfig={columns} />
    </div>
  );
}

/** Rows with names of their own, a page at a time where they are many. */
function useRows<T extends object>(items: readonly T[]) {
  const data = useMemo(
    () => items.map((item, index) => ({ ...item, id: String(index) })),
    [items],
  );
  return useTable<T & { id: string }>({
    mode: 'complete',
    data,
    paginationOptions:
      data.length > PAGE
        ? { pageSize: PAGE, showPageSizeOptions: false }
        : { type: 'none' },
  }).tableProps;
}

function columnsOf(
  items: readonly VexReportItem[],
  t: Translate,
  url: UrlState,
  links: SupplyChainLinks,
): ColumnConfig<Item>[] {
  const some = (name: keyof VexReportItem) =>
    items.some(item => item[name] !== undefined);
  const decisionCell = (id: string | undefined, text: string | undefined) => (
    <Cell>
      {id ? (
        <Link href={url.href({ decision: id })}>
          {text ?? t('vex.decision', { id })}
        </Link>
      ) : (
        text
      )}
    </Cell>
  );
  return [
    {
      id: 'vulnerability',
      label: t('vex.vulnerability'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 150,
      cell: item => (
        <NameCell name={item.vulnerability} description={item.at} />
      ),
    },
    {
      id: 'package',
      label: t('vex.package'),
      defaultWidth: '1fr',
      minWidth: 110,
      isHidden: !some('package'),
      cell: item => <NameCell name={item.package ?? ''} />,
    },
    {
      id: 'service',
      label: t('vex.service'),
      defaultWidth: '1fr',
      minWidth: 110,
      isHidden: !some('entityRef'),
      cell: ({ entityRef }) =>
        entityRef ? (
          <NameCell
            name={entityName(entityRef)}
            href={links.security(entityRef, { state: 'all' })}
          />
        ) : (
          <CellText title="" />
        ),
    },
    {
      id: 'says',
      label: t('vex.says'),
      defaultWidth: '1fr',
      minWidth: 110,
      cell: item => decisionCell(item.decisionId, stateText(item.says, t)),
    },
    {
      id: 'stands',
      label: t('vex.stands'),
      defaultWidth: '1fr',
      minWidth: 110,
      isHidden: !some('stands'),
      cell: item =>
        decisionCell(
          item.standingDecisionId,
          item.stands && stateText(item.stands, t),
        ),
    },
  ];
}

const states = [
  'in_triage',
  'exploitable',
  'not_affected',
  'false_positive',
  'resolved',
  'resolved_with_pedigree',
] as const;

/** A state in the reader's words; one that is not known, as it is. */
function stateText(text: string, t: Translate): string {
  const state = states.find(one => one === text);
  return state ? t(`analysis.${state}`) : text;
}
