import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Snapshot } from '@safety-curtain/plugin-supply-chain-common';
import {
  CopyText,
  SbomButton,
  supplyChainTranslationRef,
  WrittenSbomButtons,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../../translation';
import styles from '../archive.module.css';

/** The documents of a snapshot, those that are kept with their SHA-256 to copy. */
export function SnapshotDocuments({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { t: shared } = useTranslationRef(supplyChainTranslationRef);
  return (
    <div className={styles.documents}>
      {snapshot.documents.map(document => (
        <span
          key={document.format}
          className={styles.documents}
          title={`SHA-256 ${document.sha256}`}
        >
          <SbomButton snapshot={snapshot} document={document} />
          <CopyText
            text={document.sha256}
            label={t('snapshots.digest', {
              format: shared(`history.${document.format}`),
            })}
          />
        </span>
      ))}
      <WrittenSbomButtons snapshot={snapshot} />
    </div>
  );
}
