import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  ComparedFinding,
  ComparedTool,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoiceFilter,
  FilteredList,
  RelativeTime,
  supplyChainTranslationRef,
  useCursorList,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo, useState } from 'react';
import styles from '../../vex/vex.module.css';
import { comparisonColumns } from './comparisonColumns';

const FILTER = 'agreement';

/**
 * What each tool that looks at the dependencies says of a service, our own
 * matching among them: who finds what and who does not. Nothing where there is
 * no tool to compare with.
 */
export function ComparisonSection(props: {
  entityRef: string;
  version: number;
}) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const [tools, setTools] = useState<readonly ComparedTool[]>([]);
  const differing = url.get(FILTER) !== 'all';
  const list = useCursorList<ComparedFinding>({
    query: { entityRef, differing },
    version,
    getId: ({ finding }) => finding.id,
    totalLabel: total => t('findings.total', total),
    getPage: async ({ cursor, limit, signal }) => {
      const page = await api.compareTools(
        { entityRef, differing, cursor, limit },
        { signal },
      );
      setTools(page.tools);
      return page;
    },
  });
  const columns = useMemo(
    () => comparisonColumns(t, url, tools),
    [t, url, tools],
  );
  const isAlone = tools.length === 1 && list.total !== undefined;
  if (isAlone) return null;
  return (
    <section aria-label={t('comparison.title')} className={styles.section}>
      <div>
        <Text as="h2" variant="body-large" weight="bold">
          {t('comparison.title')}
        </Text>
        <Text as="p" color="secondary">
          {t('comparison.hint')}
        </Text>
      </div>
      {tools.length > 1 && (
        <ul aria-label={t('comparison.tools')}>
          {tools.map(tool => (
            <li key={tool.tool}>
              <ToolFigures tool={tool} />
            </li>
          ))}
        </ul>
      )}
      <FilteredList
        list={list}
        columns={columns}
        what={t('comparison.what')}
        filterNames={[FILTER]}
        filters={
          <ChoiceFilter
            name={FILTER}
            label={t('comparison.show')}
            anyLabel={t('comparison.differing')}
            options={[{ value: 'all', label: t('comparison.all') }]}
          />
        }
        noMatch={{
          title: t('comparison.none'),
          hint: t('comparison.noneHint'),
        }}
        none={{
          title: t('comparison.agree'),
          hint: t('comparison.agreeHint'),
        }}
      />
    </section>
  );
}

function ToolFigures({ tool }: { tool: ComparedTool }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { toolName, found, alone, ignored, ranAt, partial } = tool;
  return (
    <Text as="p">
      <strong>{toolName}</strong>
      {`: ${t('comparison.found', { count: found })} · ${t('comparison.alone', {
        count: alone,
      })}`}
      {ignored > 0 && ` · ${t('comparison.ignored', { count: ignored })}`}
      {ranAt && (
        <>
          {' · '}
          {t('comparison.ran', { when: <RelativeTime iso={ranAt} /> })}
        </>
      )}
      {partial && ` · ${t('comparison.unfinished')}`}
    </Text>
  );
}
