import { Cell, CellText, Text } from '@backstage/ui';
import type {
  ScorecardAnswer,
  ScorecardDefinition,
  ScorecardService,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  Owners,
  RelativeTime,
  type ListColumn,
} from '@safety-curtain/plugin-supply-chain-react';
import { AnswerFigures, AnswerMark } from '../marks/AnswerMark';
import { countAnswers } from '../marks/answers';
import { LevelMark } from '../marks/LevelMark';
import type { Translate } from '../translation';

/**
 * The columns of a list of services on one scorecard.
 *
 * @param check - The check that is asked about: its answer stands for all.
 */
export function serviceColumns(
  t: Translate,
  scorecard: ScorecardDefinition,
  check: string | undefined,
): ListColumn<ScorecardService>[] {
  const levels = scorecard.levels.map(level => level.title);
  const asked = scorecard.checks.findIndex(one => one.id === check);
  const titles = new Map(scorecard.checks.map(({ id, title }) => [id, title]));
  return [
    {
      id: 'name',
      label: t('services.name'),
      isRowHeader: true,
      isSortable: true,
      defaultWidth: '2fr',
      minWidth: 150,
      cell: service => (
        <CellText
          title={service.name}
          description={[
            service.critical && t('services.criticalMark'),
            (service.overdue ?? []).length > 0 && t('services.overdueMark'),
            service.lifecycle,
          ]
            .filter(Boolean)
            .join(' · ')}
        />
      ),
    },
    {
      id: 'owners',
      label: t('services.owners'),
      defaultWidth: '1fr',
      minWidth: 110,
      cell: service => (
        <Cell>
          <Owners owners={service.owners} />
        </Cell>
      ),
    },
    {
      id: 'level',
      label: t('level.column'),
      isSortable: true,
      defaultWidth: '1fr',
      minWidth: 150,
      cell: service => (
        <Cell>
          <LevelMark titles={levels} held={service.levelsHeld} />
        </Cell>
      ),
    },
    {
      id: 'answers',
      label: titles.get(check ?? '') ?? t('services.answers'),
      defaultWidth: '2fr',
      minWidth: 170,
      cell: service => (
        <Cell>
          {asked < 0 ? (
            <CallingAnswers answers={service.answers} t={t} />
          ) : (
            <AnswerWithReason service={service} asked={asked} check={check} />
          )}
        </Cell>
      ),
    },
    {
      id: 'missing',
      label: t('services.missing'),
      defaultWidth: '2fr',
      minWidth: 160,
      cell: ({ missing = [] }) => (
        <CellText
          title={
            missing.map(one => titles.get(one) ?? one).join(', ') ||
            t('services.nothingMissing')
          }
        />
      ),
    },
    {
      id: 'answered',
      label: t('services.answered'),
      defaultWidth: 125,
      cell: ({ scoredAt }) => (
        <Cell>
          <Text variant="body-medium">
            <RelativeTime iso={scoredAt} />
          </Text>
        </Cell>
      ),
    },
  ];
}

/** How many answers ask for something, and of which kind. */
function CallingAnswers(props: {
  answers: readonly ScorecardAnswer[];
  t: Translate;
}) {
  const counts = { ...countAnswers(props.answers), pass: 0, notApplicable: 0 };
  const nothing = Object.values(counts).every(count => count === 0);
  return nothing ? (
    <Text variant="body-medium">{props.t('services.allPass')}</Text>
  ) : (
    <AnswerFigures counts={counts} />
  );
}

function AnswerWithReason(props: {
  service: ScorecardService;
  asked: number;
  check: string | undefined;
}) {
  const { service, asked, check } = props;
  const reason = service.reasons?.find(one => one.check === check)?.reason;
  return (
    <>
      <AnswerMark answer={service.answers[asked]} />
      {reason && (
        <Text as="p" variant="body-small" color="secondary">
          {reason}
        </Text>
      )}
    </>
  );
}
