import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DownloadButton,
  ErrorNote,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from '../entity.module.css';
import { ChangelogView } from './ChangelogView';

const files = { markdown: 'changelog.md', html: 'changelog.html' } as const;

/** A changelog of the backend with its downloads; with a base, a comparison. */
export function LoadedChangelog({ id, base }: { id: string; base?: string }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const loaded = useLoad(`${id}..${base ?? ''}`, signal =>
    api.getChangelog({ id, base }, { signal }),
  );
  return (
    <>
      {loaded.error && (
        <ErrorNote
          error={loaded.error}
          what={t('changelog.what')}
          onRetry={loaded.reload}
        />
      )}
      {loaded.loading && !loaded.value && (
        <Waiting label={t('changelog.loading')} />
      )}
      {loaded.value && (
        <>
          <div className={styles.planExports}>
            {(['markdown', 'html'] as const).map(format => (
              <DownloadButton
                key={format}
                label={t(`changelog.formats.${format}`)}
                fileName={files[format]}
                fetchFile={() => api.exportChangelog({ id, base, format })}
              />
            ))}
          </div>
          <ChangelogView changelog={loaded.value} />
        </>
      )}
    </>
  );
}
