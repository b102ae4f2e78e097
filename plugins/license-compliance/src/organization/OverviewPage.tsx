import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { LicenseOverview } from '@safety-curtain/plugin-supply-chain-common';
import {
  ClearFilters,
  EmptyNote,
  ErrorNote,
  Figure,
  Figures,
  FilterBar,
  OrganizationPage,
  RelativeTime,
  useLoad,
  useSupplyChainApi,
  useUrlState,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { UnclearNote } from '../entity/LicenseHeadline';
import { unclear } from '../entity/unclear';
import { scopeFilterNames } from '../issues/issueFilter';
import { OrganizationscopeFilters } from '../issues/LicenseFilters';
import { outcomeLinks, useLinks } from '../links';
import { VerdictBar } from '../marks/VerdictFigures';
import { licenseComplianceTranslationRef } from '../translation';
import { CategoryMix } from './CategoryMix';
import styles from './organization.module.css';
import { SourcesPart } from './SourcesPart';
import { TeamsTable } from './TeamsTable';

type Scope = Record<(typeof scopeFilterNames)[number], string[]>;

/** The mix of licenses, verdicts by team, and how far the facts reach. */
export function OverviewPage() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const scope: Scope = {
    owner: url.getAll('owner'),
    system: url.getAll('system'),
    lifecycle: url.getAll('lifecycle'),
  };
  const { value, error, reload } = useLoad(JSON.stringify(scope), signal =>
    api.getLicenseOverview(scope, { signal }),
  );
  return (
    <OrganizationPage>
      <FilterBar>
        <OrganizationscopeFilters />
        <ClearFilters names={scopeFilterNames} />
      </FilterBar>
      {error && (
        <ErrorNote error={error} what={t('overview.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('overview.loading')} />}
      {value && <OverviewParts overview={value} scope={scope} />}
      <SourcesPart />
    </OrganizationPage>
  );
}

function OverviewParts(props: { overview: LicenseOverview; scope: Scope }) {
  const { overview, scope } = props;
  const links = useLinks();
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { components, services, asOf } = overview;
  if (components === 0) {
    return (
      <EmptyNote title={t('overview.none')} hint={t('overview.noneHint')} />
    );
  }
  return (
    <>
      <Figures title={t('overview.title')}>
        <Figure title={t('entity.verdicts')} wide>
          <VerdictBar
            counts={overview.verdicts}
            of={overview.components}
            excepted={overview.excepted}
            links={outcomeLinks(links, { scope })}
          />
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
          href={links.tab('licenses', { view: 'to-curate', ...scope })}
          note={
            <UnclearNote
              overview={overview}
              of={t('overview.allUses', { count: components })}
            />
          }
        />
        <Figure
          title={t('entity.asOf')}
          note={asOf ? <RelativeTime iso={asOf} /> : t('entity.never')}
        />
      </Figures>
      <Text as="p" variant="body-small" color="secondary">
        {t('overview.usesHint')}
      </Text>
      <div className={styles.columns}>
        <CategoryMix overview={overview} />
        <TeamsTable teams={overview.teams} left={overview.teamsLeft} />
      </div>
    </>
  );
}
