import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Cell,
  CellText,
  Link,
  Text,
  type ColumnConfig,
} from '@backstage/ui';
import {
  NameCell,
  StateMark,
  supplyChainTranslationRef,
  useFormats,
  type Formats,
  type Translate,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { useLinks, type SupplyChainLinks } from '../../../links';
import styles from '../../../vex/vex.module.css';
import { decisionText, matchLines, standingOf, type Rule } from './definition';

/** The configured rules, in the order in which they decide. */
export function RulesTable(props: {
  rules: readonly Rule[];
  onTry(rule: Rule): void;
}) {
  const { rules, onTry } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const columns = useMemo(
    () => columnsOf(t, formats, links, onTry),
    [t, formats, links, onTry],
  );
  return (
    <section aria-label={t('rules.view')} className={styles.table}>
      <RowsTable<Rule>
        data={[...rules]}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
    </section>
  );
}

function columnsOf(
  t: Translate,
  formats: Formats,
  links: SupplyChainLinks,
  onTry: (rule: Rule) => void,
): ColumnConfig<Rule>[] {
  return [
    {
      id: 'rule',
      label: t('rules.rule'),
      isRowHeader: true,
      defaultWidth: '2fr',
      minWidth: 170,
      cell: rule => <NameCell name={rule.id} description={rule.description} />,
    },
    {
      id: 'mode',
      label: t('rules.mode'),
      defaultWidth: 120,
      cell: rule => (
        <Cell>
          <StateMark tone={rule.mode === 'apply' ? 'good' : 'quiet'}>
            {t(`rules.modes.${rule.mode}`)}
          </StateMark>
        </Cell>
      ),
    },
    {
      id: 'matches',
      label: t('rules.matches'),
      defaultWidth: '3fr',
      minWidth: 170,
      cell: rule => (
        <Cell>
          <div className={styles.entry}>
            {matchLines(rule.match).map(line => (
              <Text key={line} variant="body-small">
                {line}
              </Text>
            ))}
          </div>
        </Cell>
      ),
    },
    {
      id: 'says',
      label: t('rules.says'),
      defaultWidth: '2fr',
      minWidth: 150,
      cell: rule => <NameCell name={decisionText(rule.analysis, t)} />,
    },
    {
      id: 'validity',
      label: t('rules.validity'),
      defaultWidth: '1fr',
      minWidth: 110,
      cell: rule => (
        <NameCell
          name={validityText(rule, t, formats)}
          description={standingText(rule, t)}
        />
      ),
    },
    {
      id: 'findings',
      label: t('rules.findings'),
      defaultWidth: 110,
      cell: rule => <FindingsCell rule={rule} links={links} />,
    },
    {
      id: 'try',
      label: t('rules.try'),
      defaultWidth: 90,
      cell: rule => (
        <Cell>
          <Button
            size="small"
            variant="secondary"
            aria-label={t('rules.tryLabel', { id: rule.id })}
            onPress={() => onTry(rule)}
          >
            {t('rules.try')}
          </Button>
        </Cell>
      ),
    },
  ];
}

function FindingsCell(props: { rule: Rule; links: SupplyChainLinks }) {
  const { rule, links } = props;
  const { findings, decisionId } = rule;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  if (findings === undefined) return <CellText title={t('rules.logged')} />;
  const href =
    findings > 0 && decisionId
      ? links.tab('triage', { decidedBy: decisionId, state: 'all' })
      : undefined;
  return (
    <Cell>
      {href ? <Link href={href}>{number(findings)}</Link> : number(findings)}
    </Cell>
  );
}

function validityText(rule: Rule, t: Translate, { day }: Formats): string {
  const { validFrom, validUntil } = rule;
  if (!validFrom && !validUntil) return t('rules.always');
  return [
    validFrom && t('rules.from', { day: day(validFrom, 'UTC') }),
    validUntil && t('rules.until', { day: day(validUntil, 'UTC') }),
  ]
    .filter(Boolean)
    .join(' ');
}

function standingText(rule: Rule, t: Translate): string | undefined {
  const standing = standingOf(rule, new Date());
  return standing && t(`rules.${standing}`);
}
