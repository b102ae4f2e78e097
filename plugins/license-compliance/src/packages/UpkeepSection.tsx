import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { LicensedComponentDetail } from '@safety-curtain/plugin-supply-chain-common';
import {
  Facts,
  RelativeTime,
  Section,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';
import { isNotAsked } from './NotAskedNote';
import { upkeepText } from './packageColumns';

/** How old the version is, and whether its registry calls it deprecated. */
export function UpkeepSection(props: { detail: LicensedComponentDetail }) {
  const { detail } = props;
  const { component } = detail;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { title, description } = upkeepText(component, t);
  const { publishedAt, deprecated } = component;
  const known = title || publishedAt || deprecated !== undefined;
  return (
    <Section title={t('package.upkeep')}>
      {!known && (
        <Text as="p" color="secondary">
          {t(
            isNotAsked(detail) ? 'package.upkeepNotAsked' : 'package.noUpkeep',
          )}
        </Text>
      )}
      <Facts>
        {publishedAt && (
          <>
            <dt>{t('package.published')}</dt>
            <dd>
              <RelativeTime iso={publishedAt} />
            </dd>
          </>
        )}
        {title && (
          <>
            <dt>{t('packages.outdated')}</dt>
            <dd>{[title, description].filter(Boolean).join(', ')}</dd>
          </>
        )}
        {deprecated !== undefined && (
          <>
            <dt>{t('packages.deprecated')}</dt>
            <dd>{deprecated}</dd>
          </>
        )}
      </Facts>
    </Section>
  );
}
