import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CopyText } from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../../translation';
import { Part } from '../../organisation/Part';
import styles from '../archive.module.css';

const commands = [
  'safety-curtain verify FILE.zip --key PUBLIC-KEY.pem',
  'cosign verify-blob --key PUBLIC-KEY.pem --insecure-ignore-tlog --signature manifest.json.sig manifest.json',
];

/** How an export is checked, by whoever gets it. */
export function VerifyNote() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <Part title={t('exports.verify')}>
      <Text as="p" color="secondary">
        {t('exports.verifyHint')}
      </Text>
      {commands.map(command => (
        <div key={command} className={styles.line}>
          <code className={styles.code}>{command}</code>
          <CopyText text={command} label={t('exports.command')} />
        </div>
      ))}
    </Part>
  );
}
