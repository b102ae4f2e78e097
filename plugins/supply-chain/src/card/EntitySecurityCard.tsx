import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Link, Text } from '@backstage/ui';
import type { TargetDetail } from '@safety-curtain/plugin-supply-chain-common';
import {
  AdvisoryFreshness,
  AlertLine,
  ErrorNote,
  HealthMark,
  isUnknown,
  OpenFindings,
  RelativeTime,
  supplyChainTranslationRef,
  Surface,
  useTarget,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { GateWord } from '../entity/gate/GateWord';
import { useGate } from '../entity/gate/useGate';
import { useLinks } from '../links';

/** How an entity stands, on its overview page. */
export function EntitySecurityCard() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const links = useLinks();
  const { value, error, reload } = useTarget(entityRef);
  return (
    <EntityInfoCard
      title={t('target.cardTitle')}
      headerActions={
        <Link href={links.security(entityRef)}>{t('target.openTab')}</Link>
      }
    >
      {value && (
        <Surface>
          <CardFacts detail={value} />
        </Surface>
      )}
      {!value && error && isUnknown(error) && (
        <Text as="p" color="secondary">
          {t('target.unknown')}
        </Text>
      )}
      {!value && error && !isUnknown(error) && (
        <ErrorNote error={error} what={t('target.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('target.loading')} />}
    </EntityInfoCard>
  );
}

/** The verdict of the gate, in a word. */
function GateLine({ entityRef }: { entityRef: string }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const gate = useGate(entityRef);
  return (
    <Flex gap="2" align="center">
      <Text color="secondary">{t('gate.title')}</Text>
      <GateWord gate={gate} />
    </Flex>
  );
}

function CardFacts({ detail }: { detail: TargetDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { target } = detail;
  const scan = target.lastScan;
  return (
    <Flex direction="column" gap="1">
      <OpenFindings target={target} />
      <Flex
        gap="4"
        align="center"
        style={{ flexWrap: 'wrap', rowGap: 'var(--bui-space-1)' }}
      >
        <AlertLine alert={detail.alert} />
        <GateLine entityRef={target.entityRef} />
      </Flex>
      <Flex
        gap="3"
        align="center"
        style={{ flexWrap: 'wrap', rowGap: 'var(--bui-space-1)' }}
      >
        <HealthMark health={target.health} />
        <Text color="secondary">
          {scan
            ? t('target.lastScan', {
                when: <RelativeTime iso={scan.finishedAt ?? scan.startedAt} />,
              })
            : t('target.neverScanned')}
        </Text>
      </Flex>
      <AdvisoryFreshness data={detail.advisoryData} />
    </Flex>
  );
}
