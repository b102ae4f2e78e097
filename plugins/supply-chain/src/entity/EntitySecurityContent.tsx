import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { Button } from '@backstage/ui';
import {
  EmptyNote,
  ErrorNote,
  FindingDrawer,
  isUnknown,
  supplyChainTranslationRef,
  Surface,
  useScanProgress,
  useTarget,
  useUrlState,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { useCallback, useState } from 'react';
import { Coverage } from './Coverage';
import { Headline } from './Headline';
import { Images } from './Images';
import { ScanSteps } from './ScanSteps';
import { SecurityViews } from './SecurityViews';
import { TargetNote } from './TargetNote';
import styles from './entity.module.css';

/**
 * The Security tab: how the service stands, what was read to say so, and the
 * findings, components and history behind it.
 */
export function EntitySecurityContent() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const url = useUrlState();
  const { value: detail, error, reload } = useTarget(entityRef);
  const [version, setVersion] = useState(0);
  /** After a scan or a decision: figures and lists tell the same. */
  const loadAnew = useCallback(() => {
    reload();
    setVersion(before => before + 1);
  }, [reload]);
  const progress = useScanProgress(entityRef, loadAnew);

  if (!detail && error) {
    return isUnknown(error) ? (
      <EmptyNote
        title={t('target.unknown')}
        hint={t('target.unknownHint')}
        action={
          <div>
            <Button variant="secondary" onPress={reload}>
              {t('target.lookAgain')}
            </Button>
          </div>
        }
      />
    ) : (
      <ErrorNote error={error} what={t('target.what')} onRetry={reload} />
    );
  }
  if (!detail) return <Waiting label={t('target.loading')} />;
  return (
    <Surface className={styles.content}>
      {error && (
        <ErrorNote error={error} what={t('target.what')} onRetry={reload} />
      )}
      <Headline detail={detail} progress={progress} version={version} />
      <ScanSteps progress={progress} />
      <TargetNote
        detail={detail}
        busy={progress.queued || !!progress.running}
      />
      <Coverage detail={detail} />
      <Images images={detail.images ?? []} />
      <SecurityViews detail={detail} version={version} onDecided={loadAnew} />
      <FindingDrawer
        id={url.get('finding')}
        onClose={() => url.set({ finding: undefined })}
        onDecided={loadAnew}
      />
    </Surface>
  );
}
