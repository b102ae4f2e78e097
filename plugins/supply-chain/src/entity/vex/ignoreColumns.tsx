import { Cell, CellText, Link, Text, type ColumnConfig } from '@backstage/ui';
import {
  fileAndLine,
  sourceLink,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  DecisionStateMark,
  NameCell,
  StateMark,
  type Formats,
  type StateTone,
  type Translate,
  type UrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from '../../vex/vex.module.css';
import type { IgnoreRow } from './ignoreRows';

/** Names of tools, as they write them themselves. */
const tools: Record<string, string> = {
  snyk: 'Snyk',
  'osv-scanner': 'OSV-Scanner',
  trivy: 'Trivy',
  grype: 'Grype',
  'audit-ci': 'audit-ci',
  retire: 'Retire.js',
  dependabot: 'Dependabot',
};

const tones: Record<IgnoreRow['state'], StateTone> = {
  matches: 'good',
  'matches-nothing': 'quiet',
  ended: 'quiet',
  'not-understood': 'doubt',
};

/** The columns of a table of what ignore files say. */
export function ignoreColumns(
  t: Translate,
  formats: Formats,
  url: UrlState,
  source: string | undefined,
): ColumnConfig<IgnoreRow>[] {
  return [
    {
      id: 'entry',
      label: t('ignoreFiles.entry'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 170,
      cell: row => (
        <NameCell
          name={row.vulnerability ?? row.text}
          description={row.reason}
        />
      ),
    },
    {
      id: 'place',
      label: t('ignoreFiles.place'),
      defaultWidth: '2fr',
      minWidth: 160,
      cell: row => <PlaceCell row={row} t={t} source={source} />,
    },
    {
      id: 'ends',
      label: t('ignoreFiles.ends'),
      defaultWidth: 120,
      cell: row => <CellText title={endText(row, t, formats)} />,
    },
    {
      id: 'state',
      label: t('ignoreFiles.state'),
      defaultWidth: '2fr',
      minWidth: 160,
      cell: row => (
        <Cell>
          <div className={styles.entry}>
            <StateMark tone={tones[row.state]}>{stateText(row, t)}</StateMark>
          </div>
        </Cell>
      ),
    },
    {
      id: 'decision',
      label: t('ignoreFiles.decision'),
      defaultWidth: '1fr',
      minWidth: 150,
      cell: row => <DecisionCell row={row} t={t} url={url} />,
    },
  ];
}

function PlaceCell(props: {
  row: IgnoreRow;
  t: Translate;
  source: string | undefined;
}) {
  const { row, t, source } = props;
  const { file, line } = row;
  const place = fileAndLine(file.path, line);
  const href =
    file.origin === 'source' ? sourceLink(source, file.path, line) : undefined;
  return (
    <Cell>
      <div className={styles.entry}>
        <Text>{file.tool ? tools[file.tool] ?? file.tool : ''}</Text>
        {file.origin === 'upload' && (
          <Text color="secondary">
            {t('ignoreFiles.upload', { path: place })}
          </Text>
        )}
        {file.origin === 'source' &&
          (href ? (
            <Link href={href} target="_blank" rel="noopener noreferrer">
              {place}
            </Link>
          ) : (
            <Text color="secondary">{place}</Text>
          ))}
      </div>
    </Cell>
  );
}

function DecisionCell(props: { row: IgnoreRow; t: Translate; url: UrlState }) {
  const { row, t, url } = props;
  const { decision, decisionId, vulnerability = row.text } = row;
  if (!decision || !decisionId) {
    return <CellText title={t('ignoreFiles.noDecision')} />;
  }
  const waits = decision === 'proposed';
  return (
    <Cell>
      <div className={styles.entry}>
        <DecisionStateMark state={decision} />
        <Link
          href={url.href({ decision: decisionId })}
          aria-label={t(
            waits ? 'ignoreFiles.reviewLabel' : 'ignoreFiles.openLabel',
            { vulnerability },
          )}
        >
          {t(waits ? 'ignoreFiles.review' : 'ignoreFiles.open')}
        </Link>
      </div>
    </Cell>
  );
}

function endText(row: IgnoreRow, t: Translate, formats: Formats): string {
  if (row.state === 'not-understood') return '';
  if (row.untilFix) return t('ignoreFiles.untilFix');
  return row.endsAt ? formats.day(row.endsAt) : t('ignoreFiles.endless');
}

function stateText({ state, findings = 0 }: IgnoreRow, t: Translate): string {
  switch (state) {
    case 'matches':
      return t('ignoreFiles.states.matches', { count: findings });
    case 'not-understood':
      return t('ignoreFiles.states.notUnderstood');
    default:
      return t(`ignoreFiles.states.${state}`);
  }
}
