import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DependencyPaths,
  Section,
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../translation';

/** How a package comes into an entity: by a named snapshot, or the current one. */
export function PathsSection(props: {
  purl: string;
  entityRef: string;
  snapshotId: string | undefined;
}) {
  const { purl, entityRef, snapshotId } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const api = useSupplyChainApi();
  const paths = useLoad(
    `${purl} ${entityRef} ${snapshotId ?? ''}`,
    async signal => {
      const id =
        snapshotId ??
        (await api.getTarget(parseEntityRef(entityRef), { signal })).snapshot
          ?.id;
      return id
        ? api.getComponentPaths({ id, purl }, { signal })
        : { paths: [], truncated: false };
    },
  );
  return (
    <Section title={t('package.paths')}>
      <DependencyPaths paths={paths} />
    </Section>
  );
}
