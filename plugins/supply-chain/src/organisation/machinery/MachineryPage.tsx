import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Text } from '@backstage/ui';
import {
  supplyChainMachineryReadPermission,
  type Machinery,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  NoPermissionNote,
  OrganisationPage,
  supplyChainApiRef,
  supplyChainTranslationRef,
  useLoad,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { useEffect, type ReactNode } from 'react';
import styles from '../organisation.module.css';
import { DamagedDocuments } from './DamagedDocuments';
import { FailingTargets, UnaskedServices } from './FailingServices';
import { QueueFacts, ScorecardQueueFacts } from './QueueFacts';
import { SourcesTable } from './SourcesTable';

const REFRESH = 10_000;

/** Whether the portal itself does its work: sources, queues, catalog, failures. */
export function MachineryPage() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { allowed, loading } = usePermission({
    permission: supplyChainMachineryReadPermission,
  });
  if (loading) return null;
  return (
    <OrganisationPage>
      {allowed ? (
        <LiveMachinery />
      ) : (
        <NoPermissionNote what={t('machinery.what')} />
      )}
    </OrganisationPage>
  );
}

function LiveMachinery() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useApi(supplyChainApiRef);
  const { value, error, reload } = useLoad('machinery', signal =>
    api.getMachinery({}, { signal }),
  );
  useEffect(() => {
    const timer = setInterval(reload, REFRESH);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <>
      {error && (
        <ErrorNote error={error} what={t('machinery.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('machinery.loading')} />}
      {value && <MachineryParts machinery={value} onChange={reload} />}
    </>
  );
}

function MachineryParts(props: { machinery: Machinery; onChange(): void }) {
  const { machinery, onChange } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <>
      <Part title={t('machinery.sources')}>
        <SourcesTable sources={machinery.sources} onRefreshed={onChange} />
      </Part>
      <Part title={t('machinery.queue')}>
        <QueueFacts machinery={machinery} />
      </Part>
      <Part title={t('machinery.scorecards')}>
        <ScorecardQueueFacts machinery={machinery} />
        <UnaskedServices services={machinery.scorecards.failingServices} />
      </Part>
      <Part title={t('machinery.documents')}>
        <DamagedDocuments
          damaged={machinery.damagedDocuments}
          healed={machinery.healedDocuments}
        />
      </Part>
      <Part title={t('machinery.failing')}>
        <FailingTargets targets={machinery.failingTargets} />
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
