import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TargetDetail } from '@safety-curtain/plugin-supply-chain-common';
import {
  supplyChainTranslationRef,
  ViewTabs,
} from '@safety-curtain/plugin-supply-chain-react';
import { ChangesList } from '../changes/ChangesList';
import { ComponentsView } from './ComponentsView';
import { FindingsView } from './FindingsView';
import { GateView } from './gate/GateView';
import { HistoryView } from './HistoryView';
import { PlanView } from './plan/PlanView';
import { ReleasesView } from './releases/ReleasesView';
import { ToolsView } from './tools/ToolsView';
import { VexView } from './vex/VexView';

/** Findings, plan, components, gate, VEX, reports of tools, releases, changes and history; which one is in the address. */
export function SecurityViews(props: {
  detail: TargetDetail;
  /** Changes when a scan has ended or something was decided. */
  version: number;
  onDecided(): void;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <ViewTabs
      label={t('view.label')}
      views={[
        {
          id: 'findings',
          title: t('view.findings'),
          content: <FindingsView {...props} />,
        },
        {
          id: 'plan',
          title: t('view.plan'),
          content: (
            <PlanView
              entityRef={props.detail.target.entityRef}
              version={props.version}
            />
          ),
        },
        {
          id: 'components',
          title: t('view.components'),
          content: <ComponentsView {...props} />,
        },
        {
          id: 'gate',
          title: t('gate.view'),
          content: <GateView {...props} />,
        },
        {
          id: 'vex',
          title: t('vex.view'),
          content: <VexView {...props} />,
        },
        {
          id: 'tools',
          title: t('tools.view'),
          content: (
            <ToolsView
              entityRef={props.detail.target.entityRef}
              version={props.version}
            />
          ),
        },
        {
          id: 'releases',
          title: t('release.view'),
          content: <ReleasesView {...props} />,
        },
        {
          id: 'changes',
          title: t('changes.view'),
          content: (
            <ChangesList
              entityRef={props.detail.target.entityRef}
              version={props.version}
            />
          ),
        },
        {
          id: 'history',
          title: t('view.history'),
          content: <HistoryView {...props} />,
        },
      ]}
    />
  );
}
