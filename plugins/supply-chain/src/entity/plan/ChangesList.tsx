import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import type { UpgradePlan } from '@safety-curtain/plugin-supply-chain-common';
import {
  OverrideSnippet,
  supplyChainTranslationRef,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from '../entity.module.css';

type Change = UpgradePlan['changes'][number];

/** What to change, the best first, each with what it clears and leaves. */
export function ChangesList({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (changes.length === 0) return null;
  return (
    <ol className={styles.changes} aria-label={t('plan.changes')}>
      {changes.map(change => (
        <li key={`${change.manifest} ${change.package} ${change.from.join()}`}>
          <Card>
            <CardBody>
              <ChangeText change={change} />
            </CardBody>
          </Card>
        </li>
      ))}
    </ol>
  );
}

function ChangeText({ change }: { change: Change }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { list } = useFormats();
  const { clears, leaves, how, alsoThrough, seenIn } = change;
  const names = (findings: Change['clears']) =>
    list(findings.map(one => `${one.vulnerability} (${one.package})`));
  return (
    <div className={styles.lines}>
      <Text as="h2" variant="body-large" weight="bold">
        {t(`plan.kinds.${change.kind}`, {
          package: change.package,
          from: change.from.join(', '),
          to: change.to,
        })}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {[
          t(`plan.steps.${change.step}`),
          change.declaredIn,
          change.ageDays !== undefined &&
            t('plan.age', { count: change.ageDays }),
          change.young && t('plan.young'),
          change.unconfirmed && t('plan.unconfirmed'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text as="p">
        {t('plan.clears', { count: clears.length })}: {names(clears)}
      </Text>
      {leaves.length > 0 && (
        <Text as="p">
          {t('plan.leaves', { count: leaves.length })}: {names(leaves)}
        </Text>
      )}
      {seenIn && (
        <Text as="p" color="secondary">
          {t('plan.seenIn', { where: seenIn })}
        </Text>
      )}
      {alsoThrough.length > 0 && (
        <Text as="p" color="secondary">
          {t('plan.alsoThrough', {
            packages: list(alsoThrough.map(one => one.package)),
          })}
        </Text>
      )}
      {how && <OverrideSnippet override={how} />}
    </div>
  );
}
