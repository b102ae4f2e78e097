import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ScorecardDefinition,
  ScorecardList,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  CsvButton,
  DecisionsList,
  EmptyNote,
  ErrorNote,
  OrganizationPage,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  ViewTabs,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { useCallback } from 'react';
import { useReloadWhile } from '../hooks/useReloadWhile';
import { securityScorecardsTranslationRef } from '../translation';
import { CampaignsView } from './CampaignsView';
import { Headline } from './Headline';
import { HeatMapView } from './heatmap/HeatMapView';
import { MoversView } from './MoversView';
import { rowKindOf, scopeNames, scopeOf, sharedNames } from './scope';
import { ScopeFilters } from './ScopeFilters';
import { ServiceDrawer } from './ServiceDrawer';
import { ServicesView } from './ServicesView';
import { TrendView } from './trend/TrendView';

const exemptions = ['check-exemption'] as const;

/** Where teams stand on a scorecard, why, and what moves them up. */
export function ScorecardsPage() {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad('scorecards', signal =>
    api.listScorecards({}, { signal }),
  );
  return (
    <OrganizationPage>
      {error && (
        <ErrorNote error={error} what={t('page.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('page.loading')} />}
      {value && <ChosenScorecard scorecards={value.items} />}
    </OrganizationPage>
  );
}

function ChosenScorecard(props: { scorecards: ScorecardList['items'] }) {
  const { scorecards } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const wanted = url.get('scorecard');
  const chosen = scorecards.find(one => one.name === wanted) ?? scorecards[0];
  if (!chosen) {
    return <EmptyNote title={t('page.none')} hint={t('page.noneHint')} />;
  }
  return (
    <>
      <ScopeFilters
        scorecards={scorecards}
        chosen={chosen.name}
        end={<AnswersCsv scorecard={chosen.name} />}
      />
      <ScorecardParts key={chosen.name} scorecard={chosen} />
    </>
  );
}

/** All answers of the services that are counted. */
function AnswersCsv({ scorecard }: { scorecard: string }) {
  const api = useSupplyChainApi();
  const url = useUrlState();
  const scopeKey = JSON.stringify(scopeOf(url));
  const fetchFile = useCallback(
    () => api.exportScorecard({ scorecard, ...JSON.parse(scopeKey) }),
    [api, scorecard, scopeKey],
  );
  return (
    <CsvButton
      what={`scorecard-${scorecard}`}
      query={scopeOf(url)}
      fetchFile={fetchFile}
    />
  );
}

function ScorecardParts({ scorecard }: { scorecard: ScorecardDefinition }) {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const query = { ...scopeOf(url), by: rowKindOf(url) };
  const { value, error, reload } = useLoad(JSON.stringify(query), signal =>
    api.getScorecardRollUp({ scorecard: scorecard.name, ...query }, { signal }),
  );
  useReloadWhile((value?.pending ?? 0) > 0, value, reload);
  const filtered = scopeNames.some(name => url.get(name) !== undefined);
  const none = filtered ? 'noMatch' : 'none';
  return (
    <>
      {error && (
        <ErrorNote error={error} what={t('rollUp.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('rollUp.loading')} />}
      {value && <Headline scorecard={scorecard} rollUp={value} />}
      {value?.total.services === 0 && (
        <EmptyNote title={t(`rollUp.${none}`)} hint={t(`rollUp.${none}Hint`)} />
      )}
      <ViewTabs
        label={t('page.views')}
        keep={sharedNames}
        views={[
          {
            id: 'heat-map',
            title: t('page.heatMap'),
            content: value && (
              <HeatMapView scorecard={scorecard} rollUp={value} />
            ),
          },
          {
            id: 'services',
            title: t('page.services'),
            content: <ServicesView scorecard={scorecard} />,
          },
          {
            id: 'trend',
            title: t('page.trend'),
            content: <TrendView scorecard={scorecard} />,
          },
          {
            id: 'movers',
            title: t('page.movers'),
            content: <MoversView scorecard={scorecard} />,
          },
          {
            id: 'campaigns',
            title: t('page.campaigns'),
            content: <CampaignsView scorecard={scorecard} />,
          },
          {
            id: 'exemptions',
            title: t('page.exemptions'),
            content: (
              <DecisionsList
                subjects={exemptions}
                onMoved={reload}
                none={{
                  title: t('exemptions.none'),
                  hint: t('exemptions.noneHint'),
                }}
              />
            ),
          },
        ]}
      />
      <ServiceDrawer scorecard={scorecard} onDecided={reload} />
    </>
  );
}
