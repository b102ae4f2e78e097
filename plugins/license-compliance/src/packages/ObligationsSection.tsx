import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { LicensedComponentDetail } from '@safety-curtain/plugin-supply-chain-common';
import { Facts, Section } from '@safety-curtain/plugin-supply-chain-react';
import { Fragment } from 'react';
import { licenseComplianceTranslationRef } from '../translation';

/** What the license of the package asks for. */
export function ObligationsSection(props: {
  obligations: LicensedComponentDetail['obligations'];
}) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  return (
    <Section title={t('package.obligations')}>
      {props.obligations.length === 0 ? (
        <Text as="p" color="secondary">
          {t('package.noObligations')}
        </Text>
      ) : (
        <Facts>
          {props.obligations.map(({ id, title, description }) => (
            <Fragment key={id}>
              <dt>{title}</dt>
              <dd>{description}</dd>
            </Fragment>
          ))}
        </Facts>
      )}
    </Section>
  );
}
