import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  LicenseCategory,
  LicenseState,
} from '@safety-curtain/plugin-supply-chain-common';
import { StateMark } from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';
import styles from './marks.module.css';

/**
 * A license, as the package has it, with its category. Where it is not clear,
 * that is said first.
 */
export function LicenseText(props: {
  expression?: string;
  state: LicenseState;
  stateReason?: string;
  category: LicenseCategory;
  curated?: boolean;
  pending?: boolean;
}) {
  const { expression, state, stateReason, category, curated, pending } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const notes = [
    state !== 'unknown' && t(`category.${category}`),
    curated && t('packages.curated'),
  ].filter(Boolean);
  return (
    <div className={styles.license}>
      {state !== 'known' && (
        <span title={stateReason}>
          <StateMark tone={pending ? 'quiet' : 'doubt'}>
            {t(`licenseState.${pending ? 'pending' : state}`)}
          </StateMark>
        </span>
      )}
      {expression && (
        <Text variant="body-medium" truncate title={expression}>
          {expression}
        </Text>
      )}
      {notes.length > 0 && (
        <Text variant="body-small" color="secondary">
          {notes.join(' · ')}
        </Text>
      )}
    </div>
  );
}
