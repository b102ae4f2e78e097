import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  LicenseOverview,
  VerdictCounts,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  FigureList,
  StackedBar,
  StateMark,
  useFormats,
  type StateTone,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';
import styles from './marks.module.css';
import { verdictTones } from './VerdictMark';

/** What is counted apart: the verdicts, and licenses that are not known. */
export type Outcome = keyof VerdictCounts;

const outcomes: readonly Outcome[] = ['deny', 'review', 'curate', 'allow'];

const tones: Record<Outcome, StateTone> = { ...verdictTones, curate: 'quiet' };

/** Addresses of the rows that each figure counts. */
export type OutcomeLinks = (outcome: Outcome) => string | undefined;

/** Figures by verdict, worst first; those that are zero are left out. */
export function VerdictFigures(props: {
  counts: VerdictCounts;
  excepted?: LicenseOverview['excepted'];
  links?: OutcomeLinks;
}) {
  const { counts, links } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const exceptedOf = (outcome: Outcome) =>
    outcome === 'deny' || outcome === 'review'
      ? props.excepted?.[outcome] ?? 0
      : 0;
  const label = (outcome: Outcome) => {
    const figure = `${formats.number(counts[outcome])} ${t(
      `outcome.${outcome}`,
    )}`;
    const excepted = exceptedOf(outcome);
    return excepted > 0
      ? t('outcome.excepted', {
          figure,
          excepted: formats.number(excepted),
        })
      : figure;
  };
  const present = outcomes.filter(outcome => counts[outcome] > 0);
  return (
    <FigureList>
      {present.map(outcome => {
        const href = links?.(outcome);
        return (
          <li key={outcome}>
            <StateMark tone={tones[outcome]}>
              {href ? (
                <Link href={href}>{label(outcome)}</Link>
              ) : (
                label(outcome)
              )}
            </StateMark>
          </li>
        );
      })}
    </FigureList>
  );
}

/**
 * One stacked bar with its figures below, which are its text alternative too.
 *
 * @param of - How many packages there are: policies may leave some out.
 */
export function VerdictBar(props: {
  counts: VerdictCounts;
  of: number;
  excepted?: LicenseOverview['excepted'];
  links?: OutcomeLinks;
}) {
  const { counts, of, ...figures } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const judged = outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
  const left = of - judged;
  return (
    <StackedBar
      parts={outcomes.map(outcome => ({
        id: outcome,
        size: counts[outcome],
        className: styles[outcome],
      }))}
    >
      <VerdictFigures counts={counts} {...figures} />
      {left > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('entity.notJudged', { count: left })}
        </Text>
      )}
    </StackedBar>
  );
}
