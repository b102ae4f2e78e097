import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import {
  supplyChainSystemHealthReadPermission,
  type SystemHealth,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  NoPermissionNote,
  OrganizationPage,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { useEffect, type ReactNode } from 'react';
import styles from '../organization.module.css';
import { DamagedDocuments } from './DamagedDocuments';
import { FailingTargets, UnaskedServices } from './FailingServices';
import {
  NotificationFacts,
  PullRequestFacts,
  QueueFacts,
  ScorecardQueueFacts,
} from './QueueFacts';
import { SourcesTable } from './SourcesTable';
import { TrackerFacts } from './TrackerFacts';

const REFRESH = 10_000;

/** Whether the portal itself does its work: sources, queues, catalog, failures. */
export function SystemHealthPage() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { allowed, loading } = usePermission({
    permission: supplyChainSystemHealthReadPermission,
  });
  if (loading) return null;
  return (
    <OrganizationPage>
      {allowed ? (
        <LiveSystemHealth />
      ) : (
        <NoPermissionNote what={t('systemHealth.what')} />
      )}
    </OrganizationPage>
  );
}

function LiveSystemHealth() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad('systemHealth', signal =>
    api.getSystemHealth({}, { signal }),
  );
  useEffect(() => {
    const timer = setInterval(reload, REFRESH);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <>
      {error && (
        <ErrorNote
          error={error}
          what={t('systemHealth.what')}
          onRetry={reload}
        />
      )}
      {!value && !error && <Waiting label={t('systemHealth.loading')} />}
      {value && <SystemHealthParts systemHealth={value} onChange={reload} />}
    </>
  );
}

function SystemHealthParts(props: {
  systemHealth: SystemHealth;
  onChange(): void;
}) {
  const { systemHealth, onChange } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <>
      <Part title={t('systemHealth.sources')}>
        <SourcesTable sources={systemHealth.sources} onRefreshed={onChange} />
      </Part>
      <Part title={t('systemHealth.queue')}>
        <QueueFacts systemHealth={systemHealth} />
      </Part>
      <Part title={t('systemHealth.scorecards')}>
        <ScorecardQueueFacts systemHealth={systemHealth} />
        <UnaskedServices
          services={systemHealth.scorecards.failingServices}
          left={systemHealth.scorecards.failingServicesLeft}
        />
      </Part>
      <Part title={t('systemHealth.notifications')}>
        <NotificationFacts systemHealth={systemHealth} />
      </Part>
      {systemHealth.pullRequests && (
        <Part title={t('pulls.requests')}>
          <PullRequestFacts pulls={systemHealth.pullRequests} />
        </Part>
      )}
      <Part title={t('trackers.title')}>
        <TrackerFacts systemHealth={systemHealth} />
      </Part>
      <Part title={t('systemHealth.documents')}>
        <DamagedDocuments
          damaged={systemHealth.damagedDocuments}
          healed={systemHealth.healedDocuments}
        />
      </Part>
      <Part title={t('systemHealth.failing')}>
        <FailingTargets
          targets={systemHealth.failingTargets}
          left={systemHealth.failingTargetsLeft}
        />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {title}
      </Text>
      {children}
    </section>
  );
}
