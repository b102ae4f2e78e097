import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import {
  Figure,
  Figures,
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';

/** How many services wait for a scan, and when the catalog was last compared. */
export function QueueFacts({ systemHealth }: { systemHealth: SystemHealth }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { queue, workers, catalog } = systemHealth;
  return (
    <Figures>
      <Fact title={t('systemHealth.targets')}>
        {queue.targets.toLocaleString()}
      </Fact>
      <Fact title={t('systemHealth.due')}>{queue.due.toLocaleString()}</Fact>
      <Fact title={t('systemHealth.running')}>
        {queue.running.toLocaleString()}
      </Fact>
      <Fact title={t('systemHealth.backingOff')}>
        {queue.backingOff.toLocaleString()}
      </Fact>
      {queue.oldestDueAt && (
        <Fact title={t('systemHealth.oldest')}>
          <RelativeTime iso={queue.oldestDueAt} />
        </Fact>
      )}
      <Fact title={t('systemHealth.workers')}>{workers.toLocaleString()}</Fact>
      <Fact title={t('systemHealth.catalog')}>
        {catalog?.lastPassAt ? (
          <>
            {t('systemHealth.lastPass')}{' '}
            <RelativeTime iso={catalog.lastPassAt} />
          </>
        ) : (
          t('systemHealth.noPass')
        )}
        {catalog?.error && (
          <StateMark tone="bad">
            {t('systemHealth.passFailed', { reason: catalog.error })}
          </StateMark>
        )}
      </Fact>
    </Figures>
  );
}

/** How many services wait for their scorecards' checks to be asked. */
export function ScorecardQueueFacts({
  systemHealth,
}: {
  systemHealth: SystemHealth;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { due, running, failing, oldestDueAt } = systemHealth.scorecards;
  return (
    <Figures>
      <Fact title={t('systemHealth.due')}>{due.toLocaleString()}</Fact>
      <Fact title={t('systemHealth.running')}>{running.toLocaleString()}</Fact>
      <Fact title={t('systemHealth.backingOff')}>
        {failing.toLocaleString()}
      </Fact>
      {oldestDueAt && (
        <Fact title={t('systemHealth.oldest')}>
          <RelativeTime iso={oldestDueAt} />
        </Fact>
      )}
    </Figures>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Figure title={title}>
      <Text as="div" variant="body-large">
        {children}
      </Text>
    </Figure>
  );
}
