import { Cell, Link, Text } from '@backstage/ui';
import type {
  ComparedFinding,
  ComparedTool,
  ToolOpinion,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  SeverityMark,
  type ListColumn,
  type Translate,
  type UrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from '../../vex/vex.module.css';

/** The finding, then what each tool says of it. */
export function comparisonColumns(
  t: Translate,
  url: UrlState,
  tools: readonly ComparedTool[],
): ListColumn<ComparedFinding>[] {
  return [
    {
      id: 'risk',
      label: t('findings.risk'),
      defaultWidth: 125,
      cell: ({ finding }) => (
        <Cell>
          <SeverityMark severity={finding.severity} score={finding.score} />
        </Cell>
      ),
    },
    {
      id: 'finding',
      label: t('findings.advisory'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 190,
      cell: ({ finding }) => (
        <Cell>
          <div className={styles.entry}>
            <Link href={url.href({ finding: finding.id })}>
              {finding.advisory}
            </Link>
            <Text color="secondary">{finding.package ?? finding.summary}</Text>
          </div>
        </Cell>
      ),
    },
    ...tools.map(({ tool, toolName }, index) => ({
      id: tool,
      label: toolName,
      defaultWidth: '2fr' as const,
      minWidth: 170,
      cell: (item: ComparedFinding) => (
        <OpinionCell opinion={item.tools[index]} t={t} />
      ),
    })),
  ];
}

function OpinionCell(props: { opinion: ToolOpinion; t: Translate }) {
  const { opinion, t } = props;
  const { outcome, versions, text } = opinion;
  return (
    <Cell>
      <div className={styles.entry}>
        <Text weight={outcome === 'found' ? 'bold' : 'regular'}>
          {t(`comparison.outcome.${outcome}`)}
        </Text>
        <Text color="secondary">
          {opinion.reason
            ? whyNot(opinion, t)
            : [versions.join(', '), text].filter(Boolean).join(' · ')}
        </Text>
      </div>
    </Cell>
  );
}

function whyNot({ reason, versions, text = '' }: ToolOpinion, t: Translate) {
  return t(`comparison.reason.${reason!}`, {
    versions: versions.join(', '),
    // A time of `newer-data`, the name of another package.
    text: reason === 'newer-data' ? text.slice(0, 10) : text,
  });
}
