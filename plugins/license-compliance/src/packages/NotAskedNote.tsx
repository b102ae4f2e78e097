import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { LicensedComponentDetail } from '@safety-curtain/plugin-supply-chain-common';
import { licenseComplianceTranslationRef } from '../translation';

/** Whether no source is asked about packages of this ecosystem, as nobody has an answer then. */
export function isNotAsked({ sources }: LicensedComponentDetail): boolean {
  return sources?.asked.length === 0;
}

/** That no source is asked about packages of this ecosystem, and which could be. */
export function NotAskedNote({ detail }: { detail: LicensedComponentDetail }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { sources, component } = detail;
  if (!sources || !isNotAsked(detail)) return null;
  const { ecosystem = '' } = component;
  return (
    <Text as="p" color="secondary">
      {sources.possible.length > 0
        ? t('package.notAsked', {
            ecosystem,
            options: sources.possible.join(', '),
          })
        : t('package.noSource', { ecosystem })}
    </Text>
  );
}
