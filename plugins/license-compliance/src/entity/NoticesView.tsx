import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select, Switch, Text } from '@backstage/ui';
import type {
  NoticesQuery,
  Snapshot,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  DownloadButton,
  formStyles,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import {
  licenseComplianceTranslationRef,
  type Translate,
} from '../translation';
import styles from './entity.module.css';

const CHOICE = 200;
const CURRENT = 'current';

/** The attribution document of the service, to download. */
export function NoticesView({ entityRef }: { entityRef: string }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const url = useUrlState();
  // Without the right to see snapshots, the current one is the only choice.
  const snapshots = useLoad(entityRef, signal =>
    api.listSnapshots({ entityRef, limit: CHOICE }, { signal }),
  );
  const snapshotId = url.get('snapshot');
  const development = url.get('development') === 'true';
  const { name } = parseEntityRef(entityRef);
  const query = (format: NoticesQuery['format']): NoticesQuery => ({
    entityRef,
    snapshotId,
    development,
    format,
  });
  return (
    <section aria-label={t('notices.title')} className={styles.notices}>
      <Text as="p" color="secondary">
        {t('notices.hint')}
      </Text>
      <Select
        label={t('notices.snapshot')}
        options={[
          { value: CURRENT, label: t('notices.current') },
          ...(snapshots.value?.items ?? []).map(one =>
            optionOf(one, t, formats),
          ),
        ]}
        value={snapshotId ?? CURRENT}
        onChange={key =>
          url.set({ snapshot: key === CURRENT ? undefined : String(key) })
        }
      />
      <Switch
        label={t('notices.development')}
        isSelected={development}
        onChange={on => url.set({ development: on ? 'true' : undefined })}
      />
      <div className={formStyles.buttons}>
        <DownloadButton
          label={t('notices.text')}
          fileName={`${name}-notices.txt`}
          fetchFile={() => api.getNotices(query('text'))}
        />
        <DownloadButton
          label={t('notices.html')}
          fileName={`${name}-notices.html`}
          fetchFile={() => api.getNotices(query('html'))}
        />
      </div>
    </section>
  );
}

function optionOf(snapshot: Snapshot, t: Translate, formats: Formats) {
  const time = formats.time(snapshot.createdAt);
  return {
    value: snapshot.id,
    label: snapshot.release
      ? t('notices.releaseLabel', { release: snapshot.release, time })
      : time,
  };
}
