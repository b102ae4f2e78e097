import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import type { ScorecardNode } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ErrorNote,
  isUnknown,
  supplyChainApiRef,
  Surface,
  useLoad,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { useLinks } from '../links';
import { AnswerShape } from '../marks/AnswerShape';
import { LevelBar } from '../marks/LevelMark';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './card.module.css';

const NAMED = 5;

type OnScorecard = ScorecardNode['scorecards'][number];

/** Where the services of a group, user, system or domain stand, on its page. */
export function GroupScorecardsCard() {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const api = useApi(supplyChainApiRef);
  const { value, error, reload } = useLoad(ref, signal =>
    api.getScorecardNode(ref, { signal }),
  );
  const nothing = value
    ? value.scorecards.length === 0
    : error && isUnknown(error);
  return (
    <EntityInfoCard title={t('group.title')}>
      <Surface className={styles.list}>
        {nothing && (
          <EmptyNote title={t('group.none')} hint={t('group.noneHint')} />
        )}
        {value?.scorecards.map(one => (
          <OneScorecard key={one.scorecard} on={one} node={value.ref} />
        ))}
        {!value && error && !nothing && (
          <ErrorNote error={error} what={t('group.what')} onRetry={reload} />
        )}
        {!value && !error && <Waiting label={t('group.loading')} />}
      </Surface>
    </EntityInfoCard>
  );
}

function OneScorecard(props: { on: OnScorecard; node: string }) {
  const { on, node } = props;
  const { rollUp } = on;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  const href = links.organisation({ scorecard: on.scorecard, node });
  return (
    <section aria-label={on.title} className={styles.line}>
      <div className={styles.row}>
        <Text as="h3" weight="bold">
          {on.title}
        </Text>
        {href && <Link href={href}>{t('group.open')}</Link>}
      </div>
      <LevelBar titles={on.levels} counts={rollUp.levels} />
      {rollUp.overdue > 0 && (
        <Text as="p">{t('group.overdue', { count: rollUp.overdue })}</Text>
      )}
      <FailingCritical on={on} />
      <WorstChecks on={on} node={node} />
    </section>
  );
}

/** Critical services that fail, by name: no share hides them. */
function FailingCritical({ on }: { on: OnScorecard }) {
  const { failingCritical, failingCriticalCount } = on.rollUp;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  if (failingCriticalCount === 0) return null;
  const named = failingCritical.slice(0, NAMED);
  const more = failingCriticalCount - named.length;
  return (
    <Text as="p">
      {t('group.critical')}:{' '}
      {named.map(({ entityRef, name }, index) => (
        <span key={entityRef}>
          {index > 0 && ', '}
          <Link href={links.scorecards(entityRef, { scorecard: on.scorecard })}>
            {name}
          </Link>
        </span>
      ))}
      {more > 0 && ` ${t('group.more', { count: more })}`}
    </Text>
  );
}

function WorstChecks({ on, node }: { on: OnScorecard; node: string }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  if (on.worst.length === 0)
    return <Text as="p">{t('group.nothingFails')}</Text>;
  return (
    <>
      <Text as="p" variant="body-small" color="secondary">
        {t('group.worst')}
      </Text>
      <ul className={styles.worst}>
        {on.worst.map(({ check, title, advice, failing }) => {
          const href = links.organisation({
            scorecard: on.scorecard,
            node,
            view: 'services',
            check,
            answer: 'fail',
          });
          const figures = {
            failing: failing.toLocaleString(),
            services: on.rollUp.services.toLocaleString(),
          };
          return (
            <li key={check}>
              <AnswerShape answer="fail" />{' '}
              {href ? <Link href={href}>{title}</Link> : title}:{' '}
              {t(failing === 1 ? 'group.failingOne' : 'group.failing', figures)}
              <Text as="p" variant="body-small" color="secondary">
                {advice}
              </Text>
            </li>
          );
        })}
      </ul>
    </>
  );
}
