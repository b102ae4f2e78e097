import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, CellText, Flex, Link, Text } from '@backstage/ui';
import type {
  Finding,
  FindingFilter,
  FindingQuery,
} from '@safety-curtain/plugin-supply-chain-common';
import { useMemo } from 'react';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { useUrlState, type UrlState } from '../hooks/useUrlState';
import {
  ListTable,
  NameCell,
  useCursorList,
  useUrlSort,
  type CursorList,
  type ListColumn,
  type ListSelection,
} from '../lists';
import { SeverityMark } from '../severity';
import { EmptyNote } from '../states';
import { RelativeTime } from '../text';
import { supplyChainTranslationRef, type Translate } from '../translation';
import { ExploitMark } from './ExploitMark';
import { MaliciousMark } from './MaliciousMark';
import { directMessage } from './findingFilter';
import styles from './findings.module.css';
import { useFormats, type Formats } from '../text';
import { whereOf } from './whereOf';

const sortable = ['risk', 'due', 'epss', 'firstSeen', 'package'];

/** The columns that can be left out of a findings table. @public */
export type OptionalFindingColumn = 'state' | 'firstSeen' | 'service';

/** The findings of a filter, worst first, a page at a time. @public */
export function useFindingsList(
  filter: FindingFilter,
  version?: number,
): CursorList<Finding> {
  const api = useSupplyChainApi();
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { sort, onSortChange } = useUrlSort(sortable, {
    column: 'risk',
    direction: 'descending',
  });
  return useCursorList<Finding>({
    query: filter,
    sort,
    onSortChange,
    version,
    getId: finding => finding.id,
    totalLabel: total => t('findings.total', total),
    getPage: ({ signal, orderBy, ...page }) =>
      api.listFindings(
        { ...filter, ...page, orderBy: orderBy as FindingQuery['orderBy'] },
        { signal },
      ),
  });
}

/**
 * Findings, one a row. A row opens the finding by the `finding` parameter of
 * the address.
 *
 * @public
 */
export function FindingsTable(props: {
  list: CursorList<Finding>;
  /** Shown where the filter leaves nothing. */
  empty?: { title: string; hint?: string };
  hidden?: readonly OptionalFindingColumn[];
  /** Rows can be chosen, to decide about several. */
  selection?: ListSelection;
}) {
  const { list, hidden, selection } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const url = useUrlState();
  const columns = useMemo(
    () => columnsOf(t, formats, url, hidden ?? []),
    [t, formats, url, hidden],
  );
  const empty = props.empty ?? {
    title: t('findings.noMatch'),
    hint: t('findings.noMatchHint'),
  };
  return (
    <ListTable
      list={list}
      columns={columns}
      selection={selection}
      what={t('findings.what')}
      empty={<EmptyNote {...empty} />}
      onRowClick={finding => url.set({ finding: finding.id }, { push: true })}
    />
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  url: UrlState,
  hidden: readonly OptionalFindingColumn[],
): ListColumn<Finding>[] {
  return [
    {
      id: 'risk',
      label: t('findings.risk'),
      isSortable: true,
      defaultWidth: 125,
      cell: finding => (
        <Cell>
          <SeverityMark severity={finding.severity} score={finding.score} />
        </Cell>
      ),
    },
    {
      id: 'advisory',
      label: t('findings.advisory'),
      isRowHeader: true,
      defaultWidth: '3fr',
      minWidth: 190,
      cell: finding => (
        <Cell>
          <AdvisoryCell
            finding={finding}
            href={url.href({ finding: finding.id })}
          />
        </Cell>
      ),
    },
    {
      id: 'service',
      label: t('findings.service'),
      defaultWidth: '1fr',
      minWidth: 150,
      isHidden: hidden.includes('service'),
      cell: finding => <NameCell name={finding.targetName} />,
    },
    {
      id: 'due',
      label: t('findings.due'),
      isSortable: true,
      defaultWidth: 120,
      cell: finding => (
        <CellText
          title={finding.due ? formats.day(finding.due.day, 'UTC') : '–'}
          description={finding.due?.overdue ? t('due.overdue') : undefined}
        />
      ),
    },
    {
      id: 'package',
      label: t('findings.where'),
      isSortable: true,
      defaultWidth: '2fr',
      minWidth: 130,
      cell: finding => (
        <NameCell
          name={whereOf(finding)}
          description={finding.versions.join(', ')}
        />
      ),
    },
    {
      id: 'fixed',
      label: t('findings.fixedIn'),
      defaultWidth: '1fr',
      minWidth: 100,
      cell: finding => (
        <NameCell
          name={
            finding.fixedVersions.join(', ') ||
            (finding.package === undefined ? '–' : t('findings.noFix'))
          }
          description={clearText(t, finding)}
          isQuiet={finding.fixedVersions.length === 0}
        />
      ),
    },
    {
      id: 'dependency',
      label: t('findings.dependency'),
      defaultWidth: 130,
      cell: finding =>
        finding.package === undefined ? (
          <CellText title="" />
        ) : (
          <CellText
            title={t(directMessage(finding.direct))}
            description={t(`scope.${finding.scope}`)}
          />
        ),
    },
    {
      id: 'epss',
      label: t('findings.epss'),
      isSortable: true,
      defaultWidth: 105,
      cell: finding => <CellText title={epssOf(finding, t, formats)} />,
    },
    {
      id: 'firstSeen',
      label: t('findings.firstSeen'),
      isSortable: true,
      defaultWidth: 150,
      isHidden: hidden.includes('firstSeen'),
      cell: finding => (
        <Cell>
          <Text variant="body-medium">
            <RelativeTime iso={finding.firstSeenAt} />
          </Text>
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('findings.state'),
      defaultWidth: 110,
      isHidden: hidden.includes('state'),
      cell: finding => (
        <CellText
          title={t(`findingState.${finding.state}`)}
          description={
            finding.resolvedReason && t(`resolved.${finding.resolvedReason}`)
          }
        />
      ),
    },
  ];
}

/** What clears the package of all, where that is another version. */
function clearText(t: Translate, finding: Finding): string | undefined {
  const versions = finding.clearVersions.join(', ');
  return versions === '' || versions === finding.fixedVersions.join(', ')
    ? undefined
    : t('findings.clearsAll', { versions });
}

function AdvisoryCell({ finding, href }: { finding: Finding; href: string }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const also = finding.aliases?.length
    ? t('findings.alsoKnownAs', { ids: finding.aliases.join(', ') })
    : undefined;
  // Rules are named by their tools, which would leave no room for what tells them apart.
  const isRule = finding.kind !== 'vulnerability';
  const tools = isRule ? finding.tools.join(', ') : undefined;
  return (
    <Flex direction="column" gap="0.5" style={{ minWidth: 0 }}>
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Link
          href={href}
          title={also}
          className={styles[isRule ? 'link' : 'id']}
        >
          {isRule ? finding.advisory.replace(/^[^/]*\//, '') : finding.advisory}
        </Link>
        {finding.malicious && <MaliciousMark />}
        {finding.knownExploited && <ExploitMark />}
      </Flex>
      {finding.summary && (
        <Text
          color="secondary"
          truncate
          title={[tools, finding.summary].filter(Boolean).join(': ')}
        >
          {finding.summary}
        </Text>
      )}
      {finding.analysis && (
        <Text color="secondary" variant="body-small">
          {t(`analysis.${finding.analysis}`)}
          {finding.needsReview && ` · ${t('findings.needsReview')}`}
        </Text>
      )}
      {finding.stale && (
        <Text color="secondary" variant="body-small">
          {t('findings.stale')}
        </Text>
      )}
    </Flex>
  );
}

/** Probabilities are of vulnerabilities alone. */
function epssOf(
  { kind, epss }: Finding,
  t: Translate,
  formats: Formats,
): string {
  if (kind !== 'vulnerability') return '';
  return epss === undefined ? t('findings.unrated') : formats.probability(epss);
}
