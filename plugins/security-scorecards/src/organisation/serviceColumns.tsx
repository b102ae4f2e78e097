import { Cell, CellText, Text } from '@backstage/ui';
import type {
  ScorecardDefinition,
  ScorecardService,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  Owners,
  RelativeTime,
  type ListColumn,
} from '@safety-curtain/plugin-supply-chain-react';
import { AnswerFigures } from '../marks/AnswerMark';
import { countAnswers } from '../marks/answers';
import { LevelMark } from '../marks/LevelMark';
import type { Translate } from '../translation';

/** The columns of a list of services on one scorecard. */
export function serviceColumns(
  t: Translate,
  scorecard: ScorecardDefinition,
): ListColumn<ScorecardService>[] {
  const levels = scorecard.levels.map(level => level.title);
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
      label: t('services.answers'),
      defaultWidth: '2fr',
      minWidth: 170,
      cell: service => {
        const { fail, warn, unknown, exempted, pass } = countAnswers(
          service.answers,
        );
        return (
          <Cell>
            <AnswerFigures
              counts={{ fail, warn, unknown, exempted, pass, notApplicable: 0 }}
            />
          </Cell>
        );
      },
    },
    {
      id: 'missing',
      label: t('services.missing'),
      defaultWidth: '2fr',
      minWidth: 160,
      cell: ({ missing = [] }) => (
        <CellText
          title={
            missing.map(check => titles.get(check) ?? check).join(', ') ||
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
