import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text } from '@backstage/ui';
import type { Machinery } from '@safety-curtain/plugin-supply-chain-common';
import {
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';
import styles from '../organisation.module.css';

/** How many services wait for a scan, and when the catalog was last compared. */
export function QueueFacts({ machinery }: { machinery: Machinery }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { queue, workers, catalog } = machinery;
  return (
    <Card>
      <CardBody>
        <div className={styles.facts}>
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
                {t('machinery.lastPass')}{' '}
                <RelativeTime iso={catalog.lastPassAt} />
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
        </div>
      </CardBody>
    </Card>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.figure}>
      <Text as="p" variant="body-small" color="secondary">
        {title}
      </Text>
      <Text as="div" variant="body-large">
        {children}
      </Text>
    </div>
  );
}
