import { parseEntityRef } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import type { ScorecardNode } from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ErrorNote,
  isUnknown,
  Surface,
  useFormats,
  useLoad,
  useSupplyChainApi,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { useLinks } from '../links';
import { AnswerShape } from '../marks/AnswerShape';
import { LevelBar } from '../marks/LevelMark';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './card.module.css';

const NAMED = 3;

type OnScorecard = ScorecardNode['scorecards'][number];

/** Where the services of a group, user, system or domain stand, on its page. */
export function GroupScorecardsCard() {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const { entity } = useEntity();
  const ref = stringifyEntityRef(entity);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad(ref, signal =>
    api.getScorecardNode(parseEntityRef(ref), { signal }),
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
        {value && !nothing && <DoThisFirst node={value} />}
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

/** Of all scorecards the check that weighs most and that most services fail. */
function DoThisFirst({ node }: { node: ScorecardNode }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const [first] = node.scorecards
    .flatMap(on => on.worst.slice(0, 1).map(worst => ({ on, worst })))
    .sort(
      (a, b) =>
        b.worst.weight - a.worst.weight || b.worst.failing - a.worst.failing,
    );
  if (!first) return <Text as="p">{t('group.nothingFails')}</Text>;
  const { on, worst } = first;
  const href = links.organization({
    scorecard: on.scorecard,
    node: node.ref,
    view: 'services',
    check: worst.check,
    answer: 'fail',
  });
  return (
    <section aria-label={t('group.first')} className={styles.line}>
      <Text as="h4" weight="bold">
        {t('group.first')}
      </Text>
      <Text as="p">
        <AnswerShape answer="fail" />{' '}
        {href ? <Link href={href}>{worst.title}</Link> : worst.title}:{' '}
        {t(worst.failing === 1 ? 'group.failingOne' : 'group.failing', {
          failing: formats.number(worst.failing),
          services: formats.number(on.rollUp.services),
        })}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {worst.advice}
      </Text>
    </section>
  );
}

function OneScorecard(props: { on: OnScorecard; node: string }) {
  const { on, node } = props;
  const { rollUp, overdueServices } = on;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  const href = links.organization({ scorecard: on.scorecard, node });
  return (
    <section aria-label={on.title} className={styles.line}>
      <Text as="h4" weight="bold">
        {href ? <Link href={href}>{on.title}</Link> : on.title}
      </Text>
      <LevelBar titles={on.levels} counts={rollUp.levels} />
      <Named
        label={t('group.critical')}
        services={rollUp.failingCritical}
        total={rollUp.failingCriticalCount}
        scorecard={on.scorecard}
      />
      <Named
        label={t('group.overdue')}
        services={overdueServices}
        total={rollUp.overdue}
        scorecard={on.scorecard}
      />
    </section>
  );
}

/** Services by name: no share hides them. */
function Named(props: {
  label: string;
  services: readonly { entityRef: string; name: string }[];
  total: number;
  scorecard: string;
}) {
  const { label, services, total, scorecard } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  if (total === 0) return null;
  const named = services.slice(0, NAMED);
  const more = total - named.length;
  return (
    <Text as="p" variant="body-small">
      {label}:{' '}
      {named.map(({ entityRef, name }, index) => (
        <span key={entityRef}>
          {index > 0 && ', '}
          <Link href={links.scorecards(entityRef, { scorecard })}>{name}</Link>
        </span>
      ))}
      {more > 0 && ` ${t('group.more', { count: more })}`}
    </Text>
  );
}
