import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  LicenseOverview,
  LicenseScope,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  ClearFilters,
  EmptyNote,
  ErrorNote,
  Figure,
  Figures,
  FilterBar,
  OrganisationPage,
  RelativeTime,
  supplyChainApiRef,
  useLoad,
  useUrlState,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { UnclearNote } from '../entity/LicenseHeadline';
import { unclear } from '../entity/share';
import { scopeFilterNames } from '../issues/issueFilter';
import { OrganisationScopeFilters } from '../issues/LicenseFilters';
import { VerdictBar } from '../marks/VerdictFigures';
import { licenseComplianceTranslationRef } from '../translation';
import { CategoryMix } from './CategoryMix';
import styles from './organisation.module.css';
import { SourcesPart } from './SourcesPart';
import { TeamsTable } from './TeamsTable';

/** The mix of licences, verdicts by team, and how far the facts reach. */
export function OverviewPage() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useApi(supplyChainApiRef);
  const url = useUrlState();
  const scope: LicenseScope = {
    owner: url.getAll('owner'),
    system: url.getAll('system'),
    lifecycle: url.getAll('lifecycle'),
  };
  const { value, error, reload } = useLoad(JSON.stringify(scope), signal =>
    api.getLicenseOverview(scope, { signal }),
  );
  return (
    <OrganisationPage>
      <FilterBar>
        <OrganisationScopeFilters />
        <ClearFilters names={scopeFilterNames} />
      </FilterBar>
      {error && (
        <ErrorNote error={error} what={t('overview.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('overview.loading')} />}
      {value && <OverviewParts overview={value} />}
      <SourcesPart />
    </OrganisationPage>
  );
}

function OverviewParts({ overview }: { overview: LicenseOverview }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { components, services, excepted, asOf } = overview;
  if (components === 0) {
    return (
      <EmptyNote title={t('overview.none')} hint={t('overview.noneHint')} />
    );
  }
  return (
    <>
      <Figures title={t('overview.title')}>
        <Figure title={t('entity.verdicts')} wide>
          <VerdictBar counts={overview.verdicts} of={overview.components} />
        </Figure>
        <Figure
          title={t('overview.uses')}
          value={components}
          note={
            services !== undefined &&
            t('overview.services', { count: services })
          }
        />
        <Figure
          title={t('entity.unclear')}
          value={unclear(overview)}
          note={<UnclearNote overview={overview} />}
        />
        <Figure
          title={t('entity.excepted')}
          value={excepted}
          note={t('entity.exceptedNote')}
        />
        <Figure
          title={t('entity.asOf')}
          note={asOf ? <RelativeTime iso={asOf} /> : t('entity.never')}
        />
      </Figures>
      <div className={styles.columns}>
        <CategoryMix overview={overview} />
        <TeamsTable teams={overview.teams} />
      </div>
    </>
  );
}
