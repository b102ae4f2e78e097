import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { FindingDetail } from '@safety-curtain/plugin-supply-chain-common';
import { Facts, Section } from '../../drawer/Section';
import { useUrlState } from '../../hooks/useUrlState';
import { SeverityMark } from '../../severity';
import { CopyText, isWebAddress } from '../../text';
import { supplyChainTranslationRef } from '../../translation';
import styles from '../findings.module.css';
import { whereOf } from '../whereOf';

/** What a rule of a tool found, where, and what the tool says of the rule. */
export function RuleSection({ detail }: { detail: FindingDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { finding, rule } = detail;
  const { place } = finding;
  return (
    <Section title={t('drawer.whatItIs')}>
      <Text as="p">{finding.summary || rule?.title || finding.advisory}</Text>
      {rule?.description && rule.description !== finding.summary && (
        <Text as="p" color="secondary">
          {rule.description}
        </Text>
      )}
      <Facts>
        <dt>{t('findings.kind')}</dt>
        <dd>{t(`findingKind.${finding.kind}`)}</dd>
        <dt>{t('findings.state')}</dt>
        <dd>
          {t(`findingState.${finding.state}`)}
          {finding.resolvedReason &&
            `: ${t(`resolved.${finding.resolvedReason}`)}`}
        </dd>
        {rule && (
          <>
            <dt>{t('drawer.rule')}</dt>
            <dd>
              {rule.helpUri && isWebAddress(rule.helpUri) ? (
                <Link href={rule.helpUri} target="_blank" rel="noopener">
                  {rule.name}
                </Link>
              ) : (
                rule.name
              )}
              {rule.title && ` – ${rule.title}`}
            </dd>
            {rule.cwes.length > 0 && (
              <>
                <dt>{t('drawer.weakness')}</dt>
                <dd>{rule.cwes.map(cwe => `CWE-${cwe}`).join(', ')}</dd>
              </>
            )}
          </>
        )}
        {place && (
          <>
            <dt>{t('drawer.place')}</dt>
            <dd>
              <span className={styles.row}>
                {detail.sourceUrl && isWebAddress(detail.sourceUrl) ? (
                  <Link href={detail.sourceUrl} target="_blank" rel="noopener">
                    {whereOf(finding)}
                  </Link>
                ) : (
                  <code>{whereOf(finding)}</code>
                )}
                <CopyText text={whereOf(finding)} label={t('drawer.place')} />
              </span>
            </dd>
            {place.object && place.path && (
              <>
                <dt>{t('drawer.object')}</dt>
                <dd>{place.object}</dd>
              </>
            )}
            {place.commit && (
              <>
                <dt>{t('drawer.commit')}</dt>
                <dd>
                  <code>{place.commit}</code>
                </dd>
              </>
            )}
          </>
        )}
      </Facts>
      <Nearby detail={detail} />
    </Section>
  );
}

/** What else is at the same lines: perhaps the same, by another tool. */
function Nearby({ detail }: { detail: FindingDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const { nearby = [] } = detail;
  if (nearby.length === 0) return null;
  return (
    <>
      <Text as="p" weight="bold">
        {t('drawer.nearby')}
      </Text>
      <ul className={styles.list}>
        {nearby.map(other => (
          <li key={other.id} className={styles.row}>
            <SeverityMark severity={other.severity} />
            <Link href={url.href({ finding: other.id })}>{other.advisory}</Link>
            <Text color="secondary">{other.tools.join(', ')}</Text>
          </li>
        ))}
      </ul>
    </>
  );
}
