import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button, Text } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { supplyChainScanCreatePermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  reasonOf,
  supplyChainTranslationRef,
  type ScanProgress,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from './entity.module.css';

/** Asks for a scan, where the reader may. */
export function ScanNow(props: { entityRef: string; progress: ScanProgress }) {
  const { entityRef, progress } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { allowed, loading } = usePermission({
    permission: supplyChainScanCreatePermission,
    resourceRef: entityRef,
  });
  if (loading) return null;
  if (!allowed) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('scan.denied')}
      </Text>
    );
  }
  const busy = progress.queued || progress.running !== undefined;
  return (
    <div className={styles.lines}>
      <Button
        variant="secondary"
        iconStart={<RiRefreshLine />}
        isDisabled={busy}
        onPress={progress.request}
      >
        {t('scan.now')}
      </Button>
      {progress.error && (
        <Text as="p" role="alert" variant="body-small" color="danger">
          {t('scan.failed', { reason: reasonOf(progress.error) })}
        </Text>
      )}
    </div>
  );
}
