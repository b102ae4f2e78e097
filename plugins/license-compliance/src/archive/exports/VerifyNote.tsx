import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ArchiveExport } from '@safety-curtain/plugin-supply-chain-common';
import { CopyText } from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../../translation';
import { Part } from '../../organization/Part';
import styles from '../archive.module.css';
import { exportFileName } from './exportWords';

/** How one export is checked, by whoever gets it. */
export function VerifyNote({ one }: { one: ArchiveExport }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { signedBy } = one;
  return (
    <Part title={t('exports.verify')}>
      <Text as="p" color="secondary">
        {signedBy
          ? t('exports.verifySigned', { key: signedBy })
          : t('exports.verifyUnsigned')}
      </Text>
      {commandsFor(one).map(command => (
        <div key={command} className={styles.line}>
          <code className={styles.code}>{command}</code>
          <CopyText text={command} label={t('exports.command')} />
        </div>
      ))}
    </Part>
  );
}

/** Commands that work for this very export: without a signature there is no key to name, and none is asked for. */
function commandsFor(one: ArchiveExport): string[] {
  const file = exportFileName(one);
  if (!one.signedBy) return [`safety-curtain verify ${file} --no-signature`];
  return [
    `safety-curtain verify ${file} --key archive.pub`,
    `unzip -o ${file} manifest.json manifest.json.sig && cosign verify-blob --key archive.pub --insecure-ignore-tlog --signature manifest.json.sig manifest.json`,
  ];
}
