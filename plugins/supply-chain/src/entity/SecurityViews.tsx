import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Tab, TabList, TabPanel, Tabs } from '@backstage/ui';
import type { TargetDetail } from '@safety-curtain/plugin-supply-chain-common';
import {
  supplyChainTranslationRef,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useNavigate } from 'react-router-dom';
import { ComponentsView } from './ComponentsView';
import { FindingsView } from './FindingsView';
import { HistoryView } from './HistoryView';
import styles from './entity.module.css';

const views = ['findings', 'components', 'history'] as const;

/** Findings, components and history; which one is in the address. */
export function SecurityViews(props: {
  detail: TargetDetail;
  /** Changes when a scan has ended. */
  version: number;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const navigate = useNavigate();
  const wanted = url.get('view');
  const view = views.find(one => one === wanted) ?? 'findings';
  return (
    <Tabs
      selectedKey={view}
      // Filters belong to their view: another one starts with none.
      onSelectionChange={key => navigate({ search: `?view=${key}` })}
    >
      <TabList aria-label={t('view.label')}>
        {views.map(one => (
          <Tab key={one} id={one}>
            {t(`view.${one}`)}
          </Tab>
        ))}
      </TabList>
      <TabPanel id="findings" className={styles.view}>
        <FindingsView {...props} />
      </TabPanel>
      <TabPanel id="components" className={styles.view}>
        <ComponentsView {...props} />
      </TabPanel>
      <TabPanel id="history" className={styles.view}>
        <HistoryView {...props} />
      </TabPanel>
    </Tabs>
  );
}
