import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { CellText, Link, Text, type ColumnConfig } from '@backstage/ui';
import type {
  ScorecardCampaignList,
  ScorecardDefinition,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  EmptyNote,
  ErrorNote,
  RelativeTime,
  ShareBar,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  Waiting,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { levelTitle } from '../entity/NextLevel';
import { CampaignMark } from '../marks/CampaignMark';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './organization.module.css';
import { scopeOf } from './scope';

type Campaign = ScorecardCampaignList['items'][number];
type TeamRow = Campaign['teams'][number] & { id: string };

/** How far campaigns are, the overdue first, and which teams they wait for. */
export function CampaignsView(props: { scorecard: ScorecardDefinition }) {
  const { scorecard } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const api = useSupplyChainApi();
  const scope = scopeOf(useUrlState());
  const { value, error, reload } = useLoad(JSON.stringify(scope), signal =>
    api.listScorecardCampaigns(
      { scorecard: scorecard.name, ...scope },
      { signal },
    ),
  );
  if (error) {
    return (
      <ErrorNote error={error} what={t('campaigns.what')} onRetry={reload} />
    );
  }
  if (!value) return <Waiting label={t('campaigns.loading')} />;
  if (value.items.length === 0) {
    return (
      <EmptyNote title={t('campaigns.none')} hint={t('campaigns.noneHint')} />
    );
  }
  return (
    <>
      {value.items.map(campaign => (
        <CampaignCard
          key={campaign.name}
          campaign={campaign}
          scorecard={scorecard}
        />
      ))}
    </>
  );
}

function CampaignCard(props: {
  campaign: Campaign;
  scorecard: ScorecardDefinition;
}) {
  const { campaign, scorecard } = props;
  const { title, target, level, state, services, done } = campaign;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  const url = useUrlState();
  return (
    <section aria-label={title} className={styles.campaign}>
      <div className={styles.row}>
        <Text as="h2" variant="body-large" weight="bold">
          {title}
        </Text>
        <CampaignMark state={state} />
        <Text variant="body-small" color="secondary">
          {t('campaign.by', { day: formats.day(target) })},{' '}
          <RelativeTime iso={target} />
          {level &&
            `, ${t('campaigns.wantsLevel', {
              level: levelTitle(scorecard, level),
            })}`}
        </Text>
      </div>
      <div className={styles.progress}>
        <ShareBar part={done} of={services} />
      </div>
      <Text as="p">
        {t('campaigns.progress', {
          done: formats.number(done),
          services: formats.number(services),
        })}
      </Text>
      {state === 'overdue' && (
        <Link href={url.href({ view: 'services', overdue: 'true' })}>
          {t('campaigns.see')}
        </Link>
      )}
      <Teams teams={campaign.teams} left={campaign.teamsLeft} />
    </section>
  );
}

function Teams({ teams, left }: { teams: Campaign['teams']; left: number }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  const rows = useMemo(
    () => teams.map(team => ({ ...team, id: team.ref })),
    [teams],
  );
  const columns = useMemo<ColumnConfig<TeamRow>[]>(
    () => [
      {
        id: 'team',
        label: t('campaigns.team'),
        isRowHeader: true,
        defaultWidth: '2fr',
        cell: ({ title }) => <CellText title={title} />,
      },
      {
        id: 'lacking',
        label: t('campaigns.lacking'),
        defaultWidth: 110,
        cell: ({ services, done }) => (
          <CellText title={formats.number(services - done)} />
        ),
      },
      {
        id: 'done',
        label: t('campaigns.done'),
        defaultWidth: 110,
        cell: ({ done }) => <CellText title={formats.number(done)} />,
      },
    ],
    [t, formats],
  );
  if (teams.length === 0) return <Text as="p">{t('campaigns.everyone')}</Text>;
  return (
    <div className={styles.scroll}>
      <RowsTable
        data={rows}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
      {left > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('campaigns.moreTeams', { count: left })}
        </Text>
      )}
    </div>
  );
}
