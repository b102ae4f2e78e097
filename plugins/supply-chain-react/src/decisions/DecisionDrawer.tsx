import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import type { DecisionDetail } from '@safety-curtain/plugin-supply-chain-common';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { Facts, Section } from '../drawer/Section';
import { SideDrawer } from '../drawer/SideDrawer';
import { useLoad } from '../hooks/useLoad';
import { ErrorNote } from '../states';
import { ExactTime } from '../text';
import { supplyChainTranslationRef } from '../translation';
import styles from './decisions.module.css';
import { DecisionStateMark } from './DecisionStateMark';
import { DecisionSteps } from './DecisionSteps';
import {
  aboutText,
  analysisText,
  hasEnd,
  isSelfApproved,
  scopeText,
} from './words';

/** One decision at the side of the page, with its history and the next steps. @public */
export function DecisionDrawer(props: {
  id: string | undefined;
  onClose(): void;
  onMoved(): void;
}) {
  const { id, onClose, onMoved } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const loaded = useLoad(id, signal =>
    api.getDecision({ id: id! }, { signal }),
  );
  const detail = loaded.value;
  const title =
    detail &&
    t('decision.title', {
      subject: t(`subject.${detail.decision.subject}`),
      about: aboutText(detail.decision.about, t),
    });
  return (
    <SideDrawer
      open={id !== undefined}
      onClose={onClose}
      label={title ?? t('decision.what')}
      head={
        <>
          <Text as="h2" variant="title-x-small">
            {title ?? t('decision.what')}
          </Text>
          {detail && <DecisionStateMark state={detail.decision.state} />}
        </>
      }
    >
      {loaded.error && (
        <ErrorNote
          error={loaded.error}
          what={t('decision.what')}
          onRetry={loaded.reload}
        />
      )}
      {loaded.loading && !detail && (
        <Skeleton
          height={120}
          role="status"
          aria-label={t('decision.loading')}
        />
      )}
      {detail && (
        <>
          <FactsSection decision={detail.decision} />
          <DecisionSteps
            key={detail.decision.state}
            detail={detail}
            onMoved={() => {
              loaded.reload();
              onMoved();
            }}
            onRefused={loaded.reload}
          />
          <HistorySection detail={detail} />
        </>
      )}
    </SideDrawer>
  );
}

function FactsSection({ decision }: Pick<DecisionDetail, 'decision'>) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { title } = scopeText(decision.scope, t);
  const { about, verdict, reason, author, approver } = decision;
  return (
    <Section title={t('decision.facts')}>
      <Facts>
        <dt>{t('decisions.verdict')}</dt>
        <dd>{analysisText(decision, t) ?? verdict}</dd>
        <dt>{t('decisions.about')}</dt>
        <dd>{about.purl ?? aboutText(about, t)}</dd>
        <dt>{t('decisions.scope')}</dt>
        <dd>{[title, decision.scope.ref].filter(Boolean).join(': ')}</dd>
        <dt>{t('decisions.reason')}</dt>
        <dd className={styles.reason}>{reason}</dd>
        <dt>{t('decisions.author')}</dt>
        <dd>{author}</dd>
        {approver && (approver !== author || isSelfApproved(decision)) && (
          <>
            <dt>{t('decisions.approver')}</dt>
            <dd>
              {isSelfApproved(decision)
                ? t('decisions.selfApproved', { who: approver })
                : approver}
            </dd>
          </>
        )}
        <dt>{t('decisions.ends')}</dt>
        <dd>
          <EndText decision={decision} />
        </dd>
      </Facts>
    </Section>
  );
}

function EndText({ decision }: Pick<DecisionDetail, 'decision'>) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (!hasEnd(decision)) return <>{t('decisions.ended')}</>;
  const { endsAt } = decision;
  return endsAt ? <ExactTime iso={endsAt} /> : <>{t('decisions.endless')}</>;
}

function HistorySection({ detail }: { detail: DecisionDetail }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <Section title={t('decision.history')}>
      <ol className={styles.history}>
        {toldHistory(detail).map((event, index) => (
          <li key={index}>
            <strong>
              {event.isDecided
                ? t('decision.decided')
                : t(`decision.kind.${event.kind}`)}
            </strong>{' '}
            {t('decision.by', { who: event.by })} <ExactTime iso={event.at} />
            {event.comment && <p>{event.comment}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** What somebody might decide at once waited for nobody; where an approval is asked for, both steps are told. */
function toldHistory({ decision, history }: DecisionDetail) {
  const isOwn = (index: number) => {
    const [asked, approved] = [history[index - 1], history[index]];
    return (
      !isSelfApproved(decision) &&
      asked?.kind === 'proposed' &&
      approved?.kind === 'approved' &&
      asked.by === approved.by &&
      asked.at === approved.at
    );
  };
  return history
    .map((event, index) => ({ ...event, isDecided: isOwn(index + 1) }))
    .filter((_, index) => !isOwn(index));
}
