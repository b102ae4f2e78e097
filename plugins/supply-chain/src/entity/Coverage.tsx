import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Text,
} from '@backstage/ui';
import type {
  ManifestCoverage,
  TargetDetail,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  supplyChainTranslationRef,
  type Translate,
} from '@safety-curtain/plugin-supply-chain-react';
import { ManifestTable } from './ManifestTable';
import styles from './entity.module.css';

const outcomes = ['read', 'skipped', 'failed'] as const;

/** Which manifests were found, and what became of each: always one line. */
export function Coverage({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { manifests, target } = detail;
  if (manifests.length === 0) {
    const nothing = target.lastScan ? t('coverage.none') : t('coverage.notYet');
    return (
      <Text as="p" className={styles.coverageLine}>
        {`${t('coverage.title')}: ${nothing}`}
      </Text>
    );
  }
  return (
    <Accordion>
      <AccordionTrigger
        level={2}
        title={t('coverage.title')}
        subtitle={summaryOf(manifests, t)}
      />
      <AccordionPanel>
        <ManifestTable manifests={manifests} />
      </AccordionPanel>
    </Accordion>
  );
}

function summaryOf(
  manifests: readonly ManifestCoverage[],
  t: Translate,
): string {
  const figures: string[] = outcomes.flatMap(outcome => {
    const number = manifests.filter(one => one.outcome === outcome).length;
    return number > 0
      ? [t(`coverage.${outcome}`, { number: String(number) })]
      : [];
  });
  const lost = manifests.filter(one => one.suddenLoss).length;
  if (lost > 0) figures.push(t('coverage.lost', { number: String(lost) }));
  const unresolved = manifests.reduce(
    (sum, one) => sum + (one.unresolved?.count ?? 0),
    0,
  );
  if (unresolved > 0) {
    figures.push(t('coverage.unresolved', { count: unresolved }));
  }
  const found = t('coverage.found', { count: manifests.length });
  return `${found}: ${figures.join(', ')}`;
}
