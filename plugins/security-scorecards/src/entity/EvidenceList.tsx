import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  ScorecardEvidence,
  ServiceCheck,
} from '@safety-curtain/plugin-supply-chain-common';
import { RelativeTime } from '@safety-curtain/plugin-supply-chain-react';
import { useLinks, type ScorecardLinks } from '../links';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './entity.module.css';

/** What shows why the answer is what it is: findings, packages, files, dates. */
export function EvidenceList(props: {
  outcome: ServiceCheck;
  entityRef: string;
}) {
  const { outcome, entityRef } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const { evidence, toChange } = outcome;
  const listed = evidence.length;
  if (listed === 0) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('evidence.none')}
      </Text>
    );
  }
  const more = outcome.result === 'pass' ? 0 : toChange - listed;
  return (
    <ul className={styles.evidence} aria-label={t('evidence.title')}>
      {evidence.map((one, index) => (
        <li key={index}>
          <EvidenceLine evidence={one} entityRef={entityRef} />
        </li>
      ))}
      {more > 0 && <li>{t('evidence.more', { count: more })}</li>}
    </ul>
  );
}

function EvidenceLine(props: {
  evidence: ScorecardEvidence;
  entityRef: string;
}) {
  const { evidence, entityRef } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  const { kind, ref, file, line, date } = evidence;
  // What a finding is about has a name of its own: that of the vulnerability.
  const text =
    kind === 'finding' && ref ? `${ref}: ${evidence.text}` : evidence.text;
  const href = evidenceHref(evidence, entityRef, links);
  return (
    <>
      <span className={styles.kind}>{t(`evidence.kind.${kind}`)}</span>{' '}
      {href ? <Link href={href}>{text}</Link> : <span>{text}</span>}
      {file && (
        <>
          {' '}
          <code className={styles.file}>
            {file}
            {line !== undefined && `:${line}`}
          </code>
        </>
      )}
      {date && (
        <>
          {' '}
          <span className={styles.quiet}>
            <RelativeTime iso={date} />
          </span>
        </>
      )}
    </>
  );
}

/** Where more is known of it: findings of a vulnerability in the Security tab, a package in the Licenses tab. */
function evidenceHref(
  { kind, ref }: ScorecardEvidence,
  entityRef: string,
  links: ScorecardLinks,
): string | undefined {
  switch (kind) {
    case 'finding':
      return ref && links.security(entityRef, { q: ref });
    case 'component':
      return ref && links.licenses(entityRef, { package: ref, in: entityRef });
    case 'exception':
      return ref && links.licenses(entityRef, { excepted: 'true' });
    case 'sbom':
    case 'scan':
      return links.security(entityRef, { view: 'history' });
    default:
      return undefined;
  }
}
