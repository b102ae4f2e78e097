import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text } from '@backstage/ui';
import LinearProgress from '@material-ui/core/LinearProgress';
import {
  reasonOf,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../../translation';
import styles from '../archive.module.css';
import { canStreamToDisk } from './saving';
import type { Fetching } from './useExportFetch';

/** How far an export is while it is fetched, and how it ended. */
export function ExportProgress(props: {
  fetching: Fetching;
  onCancel(): void;
}) {
  const { fetching, onCancel } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  switch (fetching.state) {
    case 'running':
      return <Running fetching={fetching} onCancel={onCancel} />;
    case 'saved':
      return (
        <Alert
          status="success"
          icon
          role="status"
          title={t('exports.saved', {
            name: fetching.fileName,
            size: formats.bytes(fetching.bytes),
          })}
        />
      );
    case 'choosing':
      return (
        <Alert status="info" icon role="status" title={t('exports.choosing')} />
      );
    case 'unchosen':
      return (
        <Alert
          status="warning"
          icon
          role="status"
          title={t('exports.unchosen')}
        />
      );
    case 'cancelled':
      return (
        <Alert
          status="info"
          icon
          role="status"
          title={t('exports.cancelled')}
        />
      );
    case 'failed':
      return (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('exports.failed', { reason: reasonOf(fetching.error) })}
        />
      );
    default:
      return canStreamToDisk() ? null : (
        <Text as="p" color="secondary">
          {t('exports.inMemory')}
        </Text>
      );
  }
}

function Running(props: {
  fetching: Fetching & { state: 'running' };
  onCancel(): void;
}) {
  const { fetching, onCancel } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const { services, servicesDone = 0 } = fetching.export;
  return (
    <section aria-label={t('exports.running')} className={styles.stack}>
      <LinearProgress
        aria-label={t('exports.running')}
        variant="determinate"
        value={
          services > 0 ? Math.min(100, (100 * servicesDone) / services) : 0
        }
      />
      <div className={styles.line}>
        <Text>
          {t('exports.progress', {
            done: formats.number(servicesDone),
            all: formats.number(services),
            size: formats.bytes(fetching.bytes),
          })}
        </Text>
        <Button size="small" variant="secondary" onPress={onCancel}>
          {t('exports.cancel')}
        </Button>
      </div>
    </section>
  );
}
