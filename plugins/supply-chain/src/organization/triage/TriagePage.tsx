import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { supplyChainGateConfigurePermission } from '@safety-curtain/plugin-supply-chain-common';
import {
  CsvButton,
  DecisionsList,
  findingFilterOf,
  FindingFilters,
  FindingsOf,
  OrganizationPage,
  OwnerFilter,
  supplyChainTranslationRef,
  useSupplyChainApi,
  useUrlState,
  ViewTabs,
} from '@safety-curtain/plugin-supply-chain-react';
import { useCallback } from 'react';
import { ChangesList } from '../../changes/ChangesList';
import { ApprovalView } from './approvals/ApprovalView';
import { subjects } from './approvals/subjects';
import { BiggestUpgrades } from './BiggestUpgrades';
import { GatesView } from './gates/GatesView';
import { OrganizationVex } from './OrganizationVex';
import { TicketsView } from './TicketsView';
import { RulesView } from './rules/RulesView';
import { TriageFigures } from './TriageFigures';
import { OverdueByTeam } from './OverdueByTeam';

const hidden = ['state', 'firstSeen'] as const;
const analyses = ['vulnerability-analysis'] as const;

/** What to work on first in the whole organization, and what was decided. */
export function TriagePage() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { allowed: mayTryGates } = usePermission({
    permission: supplyChainGateConfigurePermission,
  });
  return (
    <OrganizationPage>
      <TriageFigures />
      <ViewTabs
        label={t('triage.views')}
        views={[
          {
            id: 'findings',
            title: t('triage.findings'),
            content: <FindingsView />,
          },
          {
            id: 'approval',
            title: t('triage.approval'),
            content: <ApprovalView />,
          },
          {
            id: 'review',
            title: t('triage.review'),
            content: (
              <FindingsOf
                filter={{ needsReview: true }}
                hidden={hidden}
                empty={{
                  title: t('triage.noReview'),
                  hint: t('triage.noReviewHint'),
                }}
              />
            ),
          },
          {
            id: 'ending',
            title: t('triage.ending'),
            content: (
              <DecisionsList
                subjects={analyses}
                fixed={{ state: ['active'], orderBy: 'end' }}
                none={{
                  title: t('triage.noEnding'),
                  hint: t('triage.noEndingHint'),
                }}
              />
            ),
          },
          {
            id: 'decisions',
            title: t('triage.decisions'),
            content: (
              <DecisionsList
                subjects={subjects}
                none={{
                  title: t('triage.noDecisions'),
                  hint: t('triage.noDecisionsHint'),
                }}
              />
            ),
          },
          {
            id: 'upgrades',
            title: t('triage.upgrades'),
            content: <BiggestUpgrades />,
          },
          {
            id: 'changes',
            title: t('changes.view'),
            content: <ChangesList />,
          },
          {
            id: 'teams',
            title: t('triage.teams'),
            content: <OverdueByTeam />,
          },
          {
            id: 'tickets',
            title: t('tickets.view'),
            content: <TicketsView />,
          },
          { id: 'rules', title: t('rules.view'), content: <RulesView /> },
          { id: 'vex', title: t('vex.view'), content: <OrganizationVex /> },
          ...(mayTryGates
            ? [
                {
                  id: 'gates',
                  title: t('policies.view'),
                  content: <GatesView />,
                },
              ]
            : []),
        ]}
      />
    </OrganizationPage>
  );
}

/** All findings that the reader may see, by risk or by what is due first. */
function FindingsView() {
  const url = useUrlState();
  const api = useSupplyChainApi();
  const filter = { ...findingFilterOf(url), owner: url.getAll('owner') };
  const filterKey = JSON.stringify(filter);
  const getCsv = useCallback(
    () => api.exportFindings(JSON.parse(filterKey)),
    [api, filterKey],
  );
  return (
    <>
      <FindingFilters
        end={<CsvButton what="findings" query={filter} fetchFile={getCsv} />}
      >
        <OwnerFilter />
      </FindingFilters>
      <FindingsOf filter={filter} hidden={hidden} />
    </>
  );
}
