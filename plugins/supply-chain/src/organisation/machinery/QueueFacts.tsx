import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Machinery } from '@safety-curtain/plugin-supply-chain-common';
import {
  Figure,
  Figures,
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';

/** How many services wait for a scan, and when the catalog was last compared. */
export function QueueFacts({ machinery }: { machinery: Machinery }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { queue, workers, catalog } = machinery;
  return (
    <Figures>
      <Fact title={t('machinery.targets')}>
        {queue.targets.toLocaleString()}
      </Fact>
      <Fact title={t('machinery.due')}>{queue.due.toLocaleString()}</Fact>
      <Fact title={t('machinery.running')}>
        {queue.running.toLocaleString()}
      </Fact>
      <Fact title={t('machinery.backingOff')}>
        {queue.backingOff.toLocaleString()}
      </Fact>
      {queue.oldestDueAt && (
        <Fact title={t('machinery.oldest')}>
          <RelativeTime iso={queue.oldestDueAt} />
        </Fact>
      )}
      <Fact title={t('machinery.workers')}>{workers.toLocaleString()}</Fact>
      <Fact title={t('machinery.catalog')}>
        {catalog?.lastPassAt ? (
          <>
            {t('machinery.lastPass')} <RelativeTime iso={catalog.lastPassAt} />
          </>
        ) : (
          t('machinery.noPass')
        )}
        {catalog?.error && (
          <StateMark tone="bad">
            {t('machinery.passFailed', { reason: catalog.error })}
          </StateMark>
        )}
      </Fact>
    </Figures>
  );
}

/** How many services wait for their scorecards' checks to be asked. */
export function ScorecardQueueFacts({ machinery }: { machinery: Machinery }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { due, running, failing, oldestDueAt } = machinery.scorecards;
  return (
    <Figures>
      <Fact title={t('machinery.due')}>{due.toLocaleString()}</Fact>
      <Fact title={t('machinery.running')}>{running.toLocaleString()}</Fact>
      <Fact title={t('machinery.backingOff')}>{failing.toLocaleString()}</Fact>
      {oldestDueAt && (
        <Fact title={t('machinery.oldest')}>
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
