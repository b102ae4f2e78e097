import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { FindingDetail } from '@safety-curtain/plugin-supply-chain-common';
import { Facts, Section } from '../../drawer/Section';
import { useFormats } from '../../text';
import { supplyChainTranslationRef, type Translate } from '../../translation';
import styles from '../findings.module.css';

type Due = NonNullable<FindingDetail['due']>;

/** Until when it is to be mended, what makes it so, and what would change it. */
export function DueSection({ detail }: { detail: FindingDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { day } = useFormats();
  const { due, finding } = detail;
  if (!due || finding.state !== 'open') return null;
  return (
    <Section title={t('due.title')}>
      <Text
        as="p"
        weight="bold"
        color={finding.due?.overdue ? 'danger' : 'primary'}
      >
        {headline(t, due, finding.due, day)}
      </Text>
      <Text as="p" color="secondary">
        {t('due.made', {
          policy: due.policy,
          days: t('due.days', { count: due.days ?? 0 }),
          from: t(`due.from.${due.clock.from}`),
          day: day(due.clock.day, 'UTC'),
        })}
      </Text>
      {due.forensicTriage && (
        <Text as="p" weight="bold">
          {t('due.forensicTriage')}
        </Text>
      )}
      <Facts>
        {due.facts.map(fact => (
          <Fact key={fact.name} fact={fact} />
        ))}
      </Facts>
      {due.changes.length > 0 && (
        <>
          <Text as="p">{t('due.changes')}</Text>
          <ul className={styles.list}>
            {due.changes.map(change => (
              <li key={`${change.fact} ${change.value}`}>
                {t('due.change', {
                  fact: t(`due.fact.${change.fact}`),
                  value: valueText(t, change.value),
                  due: change.due ? day(change.due, 'UTC') : t('due.none'),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function headline(
  t: Translate,
  due: Due,
  inForce: FindingDetail['finding']['due'],
  day: (iso: string, zone?: string) => string,
): string {
  if (inForce && due.pausedUntil) {
    return t('due.paused', { day: day(inForce.day, 'UTC') });
  }
  if (inForce) {
    return t(inForce.overdue ? 'due.overdueSince' : 'due.on', {
      day: day(inForce.day, 'UTC'),
    });
  }
  return t(due.outcome === 'next-upgrade' ? 'due.nextUpgrade' : 'due.none');
}

function Fact({ fact }: { fact: Due['facts'][number] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const value = valueText(t, fact.value);
  return (
    <>
      <dt>{t(`due.fact.${fact.name}`)}</dt>
      <dd>
        {fact.assumed ? t('due.assumed', { value }) : value}
        {fact.because && ` (${fact.because})`}
      </dd>
    </>
  );
}

const words = [
  'yes',
  'no',
  'partial',
  'total',
  'critical',
  'high',
  'medium',
  'low',
  'none',
  'unknown',
] as const;

function valueText(t: Translate, value: string): string {
  const word = words.find(one => one === value);
  return word ? t(`due.value.${word}`) : value;
}
