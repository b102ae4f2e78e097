import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import {
  Figure,
  Figures,
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';

/** How many services wait for a scan, and when the catalog was last compared. */
export function QueueFacts({ systemHealth }: { systemHealth: SystemHealth }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { queue, workers, catalog } = systemHealth;
  return (
    <Figures>
      <Fact title={t('systemHealth.targets')}>
        {formats.number(queue.targets)}
      </Fact>
      <Fact title={t('systemHealth.due')}>{formats.number(queue.due)}</Fact>
      <Fact title={t('systemHealth.running')}>
        {formats.number(queue.running)}
      </Fact>
      <Fact title={t('systemHealth.backingOff')}>
        {formats.number(queue.backingOff)}
      </Fact>
      {queue.oldestDueAt && (
        <Fact title={t('systemHealth.oldest')}>
          <RelativeTime iso={queue.oldestDueAt} />
        </Fact>
      )}
      <Fact title={t('systemHealth.workers')}>{formats.number(workers)}</Fact>
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
  const formats = useFormats();
  const { due, running, failing, oldestDueAt } = systemHealth.scorecards;
  return (
    <Figures>
      <Fact title={t('systemHealth.due')}>{formats.number(due)}</Fact>
      <Fact title={t('systemHealth.running')}>{formats.number(running)}</Fact>
      <Fact title={t('systemHealth.backingOff')}>
        {formats.number(failing)}
      </Fact>
      {oldestDueAt && (
        <Fact title={t('systemHealth.oldest')}>
          <RelativeTime iso={oldestDueAt} />
        </Fact>
      )}
    </Figures>
  );
}

/** What people are to be told, and what could not be sent. */
export function NotificationFacts({
  systemHealth,
}: {
  systemHealth: SystemHealth;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { enabled, operators, waiting, due, failing, oldestDueAt, error } =
    systemHealth.notifications;
  return (
    <Figures>
      {(!enabled || operators === 0) && (
        <Fact title={t('systemHealth.operators')}>
          <StateMark tone="doubt">
            {enabled
              ? t('systemHealth.noOperators')
              : t('systemHealth.nobodyTold')}
          </StateMark>
        </Fact>
      )}
      <Fact title={t('systemHealth.waiting')}>{formats.number(waiting)}</Fact>
      <Fact title={t('systemHealth.due')}>{formats.number(due)}</Fact>
      <Fact title={t('systemHealth.backingOff')}>
        {formats.number(failing)}
        {error !== undefined && (
          <StateMark tone="bad">
            {t('systemHealth.sendingFailed', { reason: error })}
          </StateMark>
        )}
      </Fact>
      {oldestDueAt && (
        <Fact title={t('systemHealth.oldest')}>
          <RelativeTime iso={oldestDueAt} />
        </Fact>
      )}
    </Figures>
  );
}

/** Open pull requests, and what kept some from being read or reported. */
export function PullRequestFacts({
  pulls,
}: {
  pulls: NonNullable<SystemHealth['pullRequests']>;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  return (
    <Figures>
      <Fact title={t('pulls.open')}>{formats.number(pulls.open)}</Fact>
      <Fact title={t('systemHealth.due')}>{formats.number(pulls.due)}</Fact>
      <Fact title={t('systemHealth.backingOff')}>
        {formats.number(pulls.failing)}
        {pulls.failures.map(({ forge, error }, at) => (
          <StateMark key={at} tone="bad">
            {t('pulls.forgeFailed', { forge, reason: error })}
          </StateMark>
        ))}
      </Fact>
      {pulls.oldestDueAt && (
        <Fact title={t('systemHealth.oldest')}>
          <RelativeTime iso={pulls.oldestDueAt} />
        </Fact>
      )}
    </Figures>
  );
}

/** One figure with its name. */
export function Fact({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) {
  return (
    <Figure title={title}>
      <Text as="div" variant="body-large">
        {children}
      </Text>
    </Figure>
  );
}
