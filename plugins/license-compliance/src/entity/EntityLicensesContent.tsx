import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EmptyNote,
  ErrorNote,
  isUnknown,
  Surface,
  useLoad,
  useSupplyChainApi,
  ViewTabs,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { IssuesList } from '../issues/IssuesList';
import { outcomeLinks, useLinks } from '../links';
import { PackagesList } from '../packages/PackagesList';
import { licenseComplianceTranslationRef } from '../translation';
import styles from './entity.module.css';
import { LicenseHeadline } from './LicenseHeadline';
import { NoticesView } from './NoticesView';
import { ObligationsView } from './ObligationsView';

/**
 * The Licenses tab: how the service stands by its policy, what breaks which
 * rule, all packages with their license, obligations and notices.
 */
export function EntityLicensesContent() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const api = useSupplyChainApi();
  const links = useLinks();
  const overview = useLoad(entityRef, signal =>
    api.getLicenseOverview({ entityRef }, { signal }),
  );
  const { value, error, reload } = overview;
  const nothing = (
    <EmptyNote title={t('entity.none')} hint={t('entity.noneHint')} />
  );
  if (!value && error) {
    return isUnknown(error) ? (
      nothing
    ) : (
      <ErrorNote error={error} what={t('entity.what')} onRetry={reload} />
    );
  }
  if (!value) return <Waiting label={t('entity.loading')} />;
  return (
    <Surface className={styles.content}>
      {error && (
        <ErrorNote error={error} what={t('entity.what')} onRetry={reload} />
      )}
      <LicenseHeadline overview={value} entityRef={entityRef} />
      {value.components === 0 ? (
        nothing
      ) : (
        <ViewTabs
          label={t('entity.views')}
          views={[
            {
              id: 'issues',
              title: t('entity.issues'),
              content: (
                <IssuesList
                  entityRef={entityRef}
                  pending={value.pending}
                  toCurate={value.verdicts.curate}
                  curateHref={outcomeLinks(links, { entityRef })('curate')}
                  onDecided={reload}
                />
              ),
            },
            {
              id: 'packages',
              title: t('entity.allPackages'),
              content: (
                <PackagesList entityRef={entityRef} onDecided={reload} />
              ),
            },
            {
              id: 'obligations',
              title: t('entity.obligations'),
              content: <ObligationsView scope={{ entityRef }} />,
            },
            {
              id: 'notices',
              title: t('entity.notices'),
              content: <NoticesView entityRef={entityRef} />,
            },
          ]}
        />
      )}
    </Surface>
  );
}
