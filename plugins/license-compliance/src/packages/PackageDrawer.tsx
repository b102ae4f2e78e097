import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import type { LicensedComponentDetail } from '@safety-curtain/plugin-supply-chain-common';
import {
  CopyText,
  ErrorNote,
  packageLabel,
  ProvenanceSection,
  SideDrawer,
  useLoad,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { LicenseText } from '../marks/LicenseText';
import { VerdictMark } from '../marks/VerdictMark';
import { licenseComplianceTranslationRef } from '../translation';
import { ClaimsSection } from './ClaimsSection';
import { DecisionsSection } from './DecisionsSection';
import { ObligationsSection } from './ObligationsSection';
import { PathsSection } from './PathsSection';
import { UpkeepSection } from './UpkeepSection';
import { WhySection } from './WhySection';
import styles from './packages.module.css';

/**
 * One package version at the side of the page: why the policy says what it
 * says, who says what of its license, how it comes in, and what was decided.
 * The address says which: `package`, and `in` for the entity.
 */
export function PackageDrawer({ onDecided }: { onDecided?: () => void }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const purl = url.get('package');
  const entityRef = url.get('in');
  const loaded = useLoad(purl && `${purl} ${entityRef ?? ''}`, signal =>
    api.getLicensedComponent({ purl: purl!, entityRef }, { signal }),
  );
  const detail = loaded.value;
  return (
    <SideDrawer
      open={purl !== undefined}
      onClose={() =>
        url.set({ package: undefined, in: undefined, snapshot: undefined })
      }
      label={purl ? packageLabel(purl) : t('package.what')}
      head={purl && <Head purl={purl} detail={detail} />}
    >
      {loaded.error && (
        <ErrorNote
          error={loaded.error}
          what={t('package.what')}
          onRetry={loaded.reload}
        />
      )}
      {loaded.loading && !detail && (
        <Skeleton
          height={160}
          role="status"
          aria-label={t('package.loading')}
        />
      )}
      {detail && (
        <>
          <WhySection detail={detail} />
          <DecisionsSection
            detail={detail}
            entityRef={entityRef}
            onDecided={() => {
              loaded.reload();
              onDecided?.();
            }}
          />
          <ClaimsSection detail={detail} />
          <ObligationsSection obligations={detail.obligations} />
          {entityRef && (
            <PathsSection
              purl={detail.component.purl}
              entityRef={entityRef}
              snapshotId={url.get('snapshot')}
            />
          )}
          <UpkeepSection detail={detail} />
          {detail.provenance && (
            <ProvenanceSection provenance={detail.provenance} />
          )}
        </>
      )}
    </SideDrawer>
  );
}

function Head(props: {
  purl: string;
  detail: LicensedComponentDetail | undefined;
}) {
  const { purl, detail } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const component = detail?.component;
  return (
    <>
      <div className={styles.row}>
        <Text as="h2" variant="title-x-small">
          {component
            ? `${component.name} ${component.version}`
            : packageLabel(purl)}
        </Text>
        <CopyText text={purl} label={t('package.purl')} />
        {component?.verdict && <VerdictMark verdict={component.verdict} />}
      </div>
      {component && <LicenseText {...component} />}
    </>
  );
}
