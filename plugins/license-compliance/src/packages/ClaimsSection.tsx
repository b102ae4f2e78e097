import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { LicensedComponentDetail } from '@safety-curtain/plugin-supply-chain-common';
import {
  Facts,
  RelativeTime,
  Section,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';
import { isNotAsked, NotAskedNote } from './NotAskedNote';
import styles from './packages.module.css';

type Claim = LicensedComponentDetail['claims'][number];

/** What each source says of the license; they may disagree. */
export function ClaimsSection({ detail }: { detail: LicensedComponentDetail }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { claims, registry } = detail;
  return (
    <Section title={t('package.claims')}>
      {claims.length === 0 && !isNotAsked(detail) && (
        <Text as="p" color="secondary">
          {t('package.noClaims')}
        </Text>
      )}
      <NotAskedNote detail={detail} />
      {claims.map((claim, index) => (
        <div key={index} className={styles.box}>
          <Text weight="bold">{claim.source}</Text>
          <ClaimFacts claim={claim} />
        </div>
      ))}
      {registry && <RegistryNote registry={registry} />}
    </Section>
  );
}

function ClaimFacts({ claim }: { claim: Claim }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { text, expression, candidates, recordedAt, supersededAt } = claim;
  return (
    <Facts>
      {text && (
        <>
          <dt>{t('package.said')}</dt>
          <dd>{text}</dd>
        </>
      )}
      {expression && (
        <>
          <dt>{t('package.understood')}</dt>
          <dd>{expression}</dd>
        </>
      )}
      {candidates && candidates.length > 0 && (
        <>
          <dt>{t('package.candidates')}</dt>
          <dd>{candidates.join(', ')}</dd>
        </>
      )}
      <dt>{t('package.recorded')}</dt>
      <dd>
        <RelativeTime iso={recordedAt} />
      </dd>
      {supersededAt && (
        <>
          <dt>{t('package.superseded')}</dt>
          <dd>
            <RelativeTime iso={supersededAt} />
          </dd>
        </>
      )}
    </Facts>
  );
}

function RegistryNote(props: {
  registry: NonNullable<LicensedComponentDetail['registry']>;
}) {
  const { source, askedAt, nextAt, error } = props.registry;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const name = source ?? t('package.registry');
  return (
    <Text as="p" variant="body-small" color="secondary">
      {askedAt
        ? t('package.registryAsked', {
            source: name,
            when: <RelativeTime iso={askedAt} />,
          })
        : t('package.registryNever', { source: name })}
      {error && `: ${error}`}
      {nextAt && (
        <>
          ; {t('package.registryNext', { when: <RelativeTime iso={nextAt} /> })}
        </>
      )}
    </Text>
  );
}
