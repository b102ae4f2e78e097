import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { JudgedPullRequest } from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  GateMark,
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
  useFormats,
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from './gate.module.css';

const SHOWN = 50;
const SHORT_REVISION = 12;

/** What open pull requests would bring; nothing where there are none. */
export function OpenPullRequests(props: {
  entityRef: string;
  version: number;
}) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad(
    `pulls ${entityRef} ${version}`,
    signal => api.listPullRequests({ entityRef, limit: SHOWN }, { signal }),
  );
  if (error) {
    return <ErrorNote error={error} what={t('pulls.what')} onRetry={reload} />;
  }
  if (!value || value.items.length === 0) return null;
  return (
    <section aria-label={t('pulls.title')} className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('pulls.title')}
      </Text>
      <ul className={styles.pulls}>
        {value.items.map(pull => (
          <li key={`${pull.repository} ${pull.number}`}>
            <OpenPullRequest pull={pull} />
          </li>
        ))}
      </ul>
      {value.nextCursor !== undefined && (
        <Text as="p" variant="body-small" color="secondary">
          {t('gate.first', { count: value.items.length })}
        </Text>
      )}
    </section>
  );
}

function OpenPullRequest({ pull }: { pull: JudgedPullRequest }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { outcome, error, nextTryAt } = pull;
  return (
    <>
      <div className={styles.verdict}>
        {outcome ? (
          <GateMark outcome={outcome} />
        ) : (
          <Text color="secondary">{t('pulls.waiting')}</Text>
        )}
        <Link href={pull.url} target="_blank" rel="noopener noreferrer">
          {t('pulls.name', { number: String(pull.number), title: pull.title })}
        </Link>
        {pull.fork && <Text color="secondary">{t('pulls.fork')}</Text>}
      </div>
      <Facts pull={pull} />
      {error !== undefined && (
        <StateMark tone="bad">
          {t('pulls.failed', { reason: error })}{' '}
          {nextTryAt !== undefined && (
            <>
              {t('pulls.nextTry')} <RelativeTime iso={nextTryAt} />
            </>
          )}
        </StateMark>
      )}
    </>
  );
}

function Facts({ pull }: { pull: JudgedPullRequest }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { number } = useFormats();
  const { base, findings, judgedAt, reported, reportedAt } = pull;
  const revision = base.revision?.slice(0, SHORT_REVISION);
  const against = base.mergeBase ? 'pulls.mergeBase' : 'pulls.tip';
  return (
    <Text as="p" variant="body-small" color="secondary">
      {findings &&
        t('pulls.findings', {
          added: number(findings.added),
          fixed: number(findings.fixed),
          removed: number(findings.removed),
        })}
      {revision !== undefined && (
        <> · {t(against, { revision, branch: base.branch })}</>
      )}
      {judgedAt !== undefined && (
        <>
          {' '}
          · {t('pulls.judged')} <RelativeTime iso={judgedAt} />
        </>
      )}
      {judgedAt !== undefined && !reported && <> · {t('pulls.unreported')}</>}
      {reportedAt !== undefined && (
        <>
          {' '}
          · {t('pulls.reported')} <RelativeTime iso={reportedAt} />
        </>
      )}
    </Text>
  );
}
