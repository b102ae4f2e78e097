import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import {
  Figures,
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
  trackerName,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import { Fragment } from 'react';
import { Fact } from './QueueFacts';

/** What waits for each tracker of tickets, and what it answered last. */
export function TrackerFacts({ systemHealth }: { systemHealth: SystemHealth }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { trackers } = systemHealth;
  if (trackers.length === 0) return <Text as="p">{t('trackers.none')}</Text>;
  return (
    <Figures>
      {trackers.map(({ id, waiting, failing, error, pausedUntil, readAt }) => {
        const name = trackerName(t, id);
        return (
          <Fragment key={id}>
            <Fact title={t('trackers.waiting', { name })}>
              {formats.number(waiting)}
            </Fact>
            <Fact title={t('trackers.failing', { name })}>
              {formats.number(failing)}
              {error !== undefined && (
                <StateMark tone="bad">
                  {t('trackers.failed', { reason: error })}
                </StateMark>
              )}
              {error !== undefined && pausedUntil && (
                <Text as="p" variant="body-small">
                  {t('trackers.paused')} <RelativeTime iso={pausedUntil} />
                </Text>
              )}
            </Fact>
            {readAt && (
              <Fact title={t('trackers.read', { name })}>
                <RelativeTime iso={readAt} />
              </Fact>
            )}
          </Fragment>
        );
      })}
    </Figures>
  );
}
