import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Link, Skeleton, Text } from '@backstage/ui';
import type { TargetDetail } from '@safety-curtain/plugin-supply-chain-common';
import {
  AdvisoryFreshness,
  AlertFacts,
  CopyText,
  findingsAreKnown,
  HealthMark,
  OpenFindings,
  RelativeTime,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  type ScanProgress,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';
import styles from './entity.module.css';
import { GateWord } from './gate/GateWord';
import { useGate } from './gate/useGate';
import { ScanNow } from './ScanNow';

const SHORT_REVISION = 12;

/**
 * How the service stands, in one row, and below it how fresh that is. Where
 * nothing was ever read, the figures are unknown, not zero.
 */
export function Headline(props: {
  detail: TargetDetail;
  progress: ScanProgress;
  /** Changes when a scan has ended or something was decided. */
  version?: number;
}) {
  const { detail, progress, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const known = findingsAreKnown(detail.target);
  return (
    <Card>
      <CardBody>
        <div className={styles.headline}>
          <GateBlock entityRef={detail.target.entityRef} version={version} />
          <Block title={t('alert.title')} wide>
            <AlertFacts alert={detail.alert} />
          </Block>
          <Block title={t('target.openFindings')} wide>
            <OpenFindings target={detail.target} />
          </Block>
          <Block title={t('target.knownExploited')}>
            {known ? (
              <Text variant="title-x-small" as="p">
                {formats.number(detail.knownExploited ?? 0)}
              </Text>
            ) : (
              <NotKnown />
            )}
          </Block>
          <Block title={t('target.fixableNow')}>
            {known ? (
              <Fixable entityRef={detail.target.entityRef} version={version} />
            ) : (
              <NotKnown />
            )}
          </Block>
          {known && (
            <DueBlock entityRef={detail.target.entityRef} version={version} />
          )}
        </div>
        <div className={styles.foot}>
          <Freshness detail={detail} />
          <div className={styles.scanNow}>
            <ScanNow entityRef={detail.target.entityRef} progress={progress} />
          </div>
        </div>
      </CardBody>
    </Card>
  );
}

function Block(props: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <section
      aria-label={props.title}
      className={props.wide ? styles.wideBlock : styles.block}
    >
      <Text as="p" variant="body-small" color="secondary">
        {props.title}
      </Text>
      {props.children}
    </section>
  );
}

/** The verdict with its first reason; all of them are a view of the tab. */
function GateBlock(props: { entityRef: string; version?: number }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const gate = useGate(props.entityRef, props.version);
  const [first] = gate.value?.reasons ?? [];
  return (
    <Block title={t('gate.title')}>
      <GateWord gate={gate} />
      {first && (
        <Text as="p" variant="body-small">
          <Link href={url.href({ view: 'gate' })}>
            {t(`gate.lines.${first.line}`)}
          </Link>
        </Text>
      )}
    </Block>
  );
}

/** What is overdue, and the next day on which something is due; nothing until it is known. */
function DueBlock(props: { entityRef: string; version?: number }) {
  const { entityRef, version = 0 } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { day, number } = useFormats();
  const api = useSupplyChainApi();
  const url = useUrlState();
  const { value } = useLoad(`${entityRef} ${version}`, signal =>
    api.getTriageSummary({ entityRef }, { signal }),
  );
  if (!value) return null;
  return (
    <Block title={t('due.overdue')}>
      <Text variant="title-x-small" as="p">
        {value.overdue > 0 ? (
          <Link href={url.href({ due: 'overdue', view: 'findings' })}>
            {number(value.overdue)}
          </Link>
        ) : (
          number(0)
        )}
      </Text>
      {value.nextDue && (
        <Text as="p" variant="body-small" color="secondary">
          {t('triage.nextDue', { day: day(value.nextDue, 'UTC') })}
        </Text>
      )}
    </Block>
  );
}

function NotKnown() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return <Text color="secondary">{t('target.notKnown')}</Text>;
}

/** What the plan of the service clears: the same numbers as its view has. */
function Fixable(props: { entityRef: string; version?: number }) {
  const { entityRef, version = 0 } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const plan = useLoad(`${entityRef} ${version}`, signal =>
    api.getUpgradePlan({ entityRef }, { signal }),
  );
  if (plan.error) return <NotKnown />;
  if (!plan.value) {
    return (
      <Skeleton
        height={40}
        role="status"
        aria-label={t('target.fixableLoading')}
      />
    );
  }
  const { counts, changes } = plan.value;
  if (counts.cleared === 0) {
    return (
      <Text variant="title-x-small" as="p">
        {t('target.noneFixable')}
      </Text>
    );
  }
  return (
    <div>
      <Text variant="title-x-small" as="p">
        {t('target.fixable', { count: counts.cleared })}
      </Text>
      <Text as="p" variant="body-small">
        <Link href={url.href({ view: 'plan' })}>
          {t('target.fixableUpgrades', { count: changes.length })}
        </Link>
      </Text>
    </div>
  );
}

function Freshness({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { target, advisoryData } = detail;
  const scan = target.lastScan;
  const revision = scan?.revision ?? detail.snapshot?.revision;
  return (
    <section aria-label={t('target.freshness')} className={styles.freshness}>
      <HealthMark health={target.health} />
      <Text as="p" variant="body-small">
        {scan
          ? t('target.lastScan', {
              when: <RelativeTime iso={scan.finishedAt ?? scan.startedAt} />,
            })
          : t('target.neverScanned')}
      </Text>
      {revision && (
        <div className={styles.revision}>
          <Text variant="body-small">
            {t('target.revision')}{' '}
            <code title={revision}>{revision.slice(0, SHORT_REVISION)}</code>
          </Text>
          <CopyText text={revision} label={t('target.revisionCopy')} />
        </div>
      )}
      <AdvisoryFreshness data={advisoryData} />
    </section>
  );
}
