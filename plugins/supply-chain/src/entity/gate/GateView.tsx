import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import type {
  GateReport,
  TargetDetail,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  CopyText,
  ErrorNote,
  GateMark,
  supplyChainTranslationRef,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import { AlertHistory } from './AlertHistory';
import { BadgeSection } from './BadgeSection';
import styles from './gate.module.css';
import { OpenPullRequests } from './OpenPullRequests';
import { ReasonSection } from './ReasonSection';
import { useGate } from './useGate';

const SHORT_DIGEST = 12;
const whys = ['known', 'dismissed', 'scope', 'transitive', 'except'] as const;

/** Whether a build of the service as it is would pass, and every reason. */
export function GateView(props: { detail: TargetDetail; version: number }) {
  const { detail, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { value, error, reload } = useGate(detail.target.entityRef, version);
  if (error) {
    return <ErrorNote error={error} what={t('gate.what')} onRetry={reload} />;
  }
  if (!value) {
    return (
      <Skeleton height={160} role="status" aria-label={t('gate.loading')} />
    );
  }
  return (
    <div className={styles.view}>
      <Verdict report={value} />
      <section aria-label={t('gate.reasons')} className={styles.section}>
        <Text as="h2" variant="body-large" weight="bold">
          {t('gate.reasons')}
        </Text>
        {value.reasons.length === 0 && (
          <Text as="p">{t('gate.noReasons')}</Text>
        )}
        {value.reasons.map(reason => (
          <ReasonSection
            key={`${reason.line} ${reason.outcome}`}
            reason={reason}
          />
        ))}
      </section>
      <LeftOut leftOut={value.leftOut} />
      <OpenPullRequests entityRef={detail.target.entityRef} version={version} />
      <AlertHistory entityRef={detail.target.entityRef} version={version} />
      <BadgeSection entityRef={detail.target.entityRef} />
    </div>
  );
}

function Verdict({ report }: { report: GateReport }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { outcome, policy } = report;
  return (
    <section aria-label={t('gate.verdict')} className={styles.section}>
      <div className={styles.verdict}>
        <GateMark outcome={outcome} />
        <Text>{t(`gate.verdicts.${outcome}`)}</Text>
      </div>
      <div className={styles.verdict}>
        <Text color="secondary" variant="body-small">
          {t('gate.policy')}: {policy.name} · {t('gate.digest')}{' '}
          <code title={policy.digest}>
            {policy.digest.slice(0, SHORT_DIGEST)}
          </code>
        </Text>
        <CopyText text={policy.digest} label={t('gate.digestCopy')} />
      </div>
    </section>
  );
}

/** Findings that do not count: what is not judged is not what is not there. */
function LeftOut({ leftOut }: Pick<GateReport, 'leftOut'>) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  const there = whys.filter(why => leftOut[why] > 0);
  if (there.length === 0) return null;
  return (
    <section aria-label={t('gate.notEvaluated')} className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('gate.notEvaluated')}
      </Text>
      <Text as="p" color="secondary">
        {t('gate.notEvaluatedHint')}
      </Text>
      <ul className={styles.items}>
        {there.map(why => (
          <li key={why}>
            {t('gate.total', {
              title: t(`gate.leftOut.${why}`),
              total: number(leftOut[why]),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
