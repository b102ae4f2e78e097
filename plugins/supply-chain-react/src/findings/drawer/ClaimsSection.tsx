import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Claim } from '@safety-curtain/plugin-supply-chain-common';
import { SeverityMark } from '../../severity';
import { CopyText, RelativeTime } from '../../text';
import { supplyChainTranslationRef } from '../../translation';
import styles from '../findings.module.css';
import { Facts, Section } from '../../drawer/Section';

/** What each advisory record says for itself; they may disagree. */
export function ClaimsSection({ claims }: { claims: readonly Claim[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <Section title={t('drawer.claims')}>
      <ul className={styles.list}>
        {claims.map(claim => (
          <li key={`${claim.source}/${claim.id}`} className={styles.claim}>
            <ClaimItem claim={claim} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ClaimItem({ claim }: { claim: Claim }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <>
      <div className={styles.row}>
        <Text weight="bold">{claim.id}</Text>
        <Text color="secondary">
          {t('drawer.source', { source: claim.source })}
        </Text>
        {claim.severity && (
          <SeverityMark severity={claim.severity} score={claim.score} />
        )}
      </div>
      {claim.withdrawnAt && (
        <Text as="p" weight="bold">
          {t('drawer.withdrawn', {
            when: <RelativeTime iso={claim.withdrawnAt} />,
          })}
        </Text>
      )}
      {claim.summary && <Text as="p">{claim.summary}</Text>}
      <Facts>
        {claim.vector && (
          <>
            <dt>{t('drawer.vector')}</dt>
            <dd>
              <span className={styles.row}>
                <code>{claim.vector}</code>
                <CopyText text={claim.vector} label={t('drawer.vector')} />
              </span>
            </dd>
          </>
        )}
        {claim.affected?.map((affected, index) => (
          <AffectedFacts key={index} affected={affected} />
        ))}
        {claim.cwes && claim.cwes.length > 0 && (
          <>
            <dt>{t('drawer.weakness')}</dt>
            <dd>{claim.cwes.join(', ')}</dd>
          </>
        )}
        {claim.modifiedAt && (
          <>
            <dt>{t('drawer.modified')}</dt>
            <dd>
              <RelativeTime iso={claim.modifiedAt} />
            </dd>
          </>
        )}
      </Facts>
      {claim.details && (
        <details className={styles.details}>
          <summary>{t('drawer.fullText')}</summary>
          <p>{claim.details}</p>
        </details>
      )}
    </>
  );
}

function AffectedFacts(props: {
  affected: NonNullable<Claim['affected']>[number];
}) {
  const { ecosystem, name, ranges } = props.affected;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <>
      <dt>{t('drawer.affected')}</dt>
      <dd>
        {name} ({ecosystem}){ranges.length > 0 && `: ${ranges.join(' or ')}`}
      </dd>
    </>
  );
}
