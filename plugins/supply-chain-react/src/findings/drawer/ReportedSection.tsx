import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { FindingDetail } from '@safety-curtain/plugin-supply-chain-common';
import { Facts, Section } from '../../drawer/Section';
import { SeverityMark } from '../../severity';
import { RelativeTime } from '../../text';
import { supplyChainTranslationRef } from '../../translation';
import styles from '../findings.module.css';

type ToolClaim = FindingDetail['reported'][number];

/** What the last report of each tool says of a finding; they may disagree. */
export function ReportedSection({ detail }: { detail: FindingDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { reported } = detail;
  if (reported.length === 0) return null;
  return (
    <Section title={t('drawer.reported')}>
      <ul className={styles.list}>
        {reported.map((claim, index) => (
          <li key={index} className={styles.claim}>
            <ClaimItem claim={claim} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ClaimItem({ claim }: { claim: ToolClaim }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { suppression, fixedVersions = [] } = claim;
  return (
    <>
      <div className={styles.row}>
        <Text weight="bold">
          {[claim.toolName, claim.category].filter(Boolean).join(' · ')}
        </Text>
        <SeverityMark severity={claim.severity} />
        <Text color="secondary">
          <RelativeTime iso={claim.reportedAt} />
        </Text>
      </div>
      <Text as="p">{claim.message}</Text>
      {suppression && (
        <Text as="p" weight="bold">
          {t(`suppression.${suppression.status}`)}
          {suppression.reason && `: ${suppression.reason}`}
        </Text>
      )}
      <Facts>
        {claim.version && (
          <>
            <dt>{t('drawer.versionSeen')}</dt>
            <dd>{claim.version}</dd>
          </>
        )}
        {fixedVersions.length > 0 && (
          <>
            <dt>{t('findings.fixedIn')}</dt>
            <dd>{fixedVersions.join(', ')}</dd>
          </>
        )}
        {claim.status && (
          <>
            <dt>{t('drawer.toolStatus')}</dt>
            <dd>{claim.status}</dd>
          </>
        )}
        {claim.confidence && (
          <>
            <dt>{t('drawer.confidence')}</dt>
            <dd>{t(`confidence.${claim.confidence}`)}</dd>
          </>
        )}
        {claim.secretHash && (
          <>
            <dt>{t('drawer.secretHash')}</dt>
            <dd>
              <code>{claim.secretHash}</code>
            </dd>
          </>
        )}
        {claim.fix && (
          <>
            <dt>{t('drawer.toolFix')}</dt>
            <dd>{claim.fix}</dd>
          </>
        )}
      </Facts>
    </>
  );
}
