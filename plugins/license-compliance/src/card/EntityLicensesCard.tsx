import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Link, Text } from '@backstage/ui';
import type { LicenseOverview } from '@safety-curtain/plugin-supply-chain-common';
import {
  ErrorNote,
  isUnknown,
  Surface,
  useFormats,
  useLoad,
  useSupplyChainApi,
  Waiting,
} from '@safety-curtain/plugin-supply-chain-react';
import { UnclearNote } from '../entity/LicenseHeadline';
import { unclear } from '../entity/unclear';
import { outcomeLinks, useLinks } from '../links';
import { VerdictBar } from '../marks/VerdictFigures';
import { licenseComplianceTranslationRef } from '../translation';

/** How the licenses of an entity stand, on its overview page. */
export function EntityLicensesCard() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const api = useSupplyChainApi();
  const links = useLinks();
  const { value, error, reload } = useLoad(entityRef, signal =>
    api.getLicenseOverview({ entityRef }, { signal }),
  );
  const nothing = value ? value.components === 0 : error && isUnknown(error);
  return (
    <EntityInfoCard
      title={t('entity.cardTitle')}
      headerActions={
        <Link href={links.licenses(entityRef)}>{t('entity.openTab')}</Link>
      }
    >
      {nothing && (
        <Text as="p" color="secondary">
          {t('entity.none')}
        </Text>
      )}
      {value && !nothing && (
        <Surface>
          <CardFacts overview={value} entityRef={entityRef} />
        </Surface>
      )}
      {!value && error && !nothing && (
        <ErrorNote error={error} what={t('entity.what')} onRetry={reload} />
      )}
      {!value && !error && <Waiting label={t('entity.loading')} />}
    </EntityInfoCard>
  );
}

function CardFacts(props: { overview: LicenseOverview; entityRef: string }) {
  const { overview, entityRef } = props;
  const links = useLinks();
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const { deny, review } = overview.verdicts;
  const unclearCount = unclear(overview);
  return (
    <Flex direction="column" gap="3">
      <VerdictBar
        counts={overview.verdicts}
        of={overview.components}
        excepted={overview.excepted}
        links={outcomeLinks(links, { entityRef })}
      />
      {deny + review === 0 && unclearCount === 0 && (
        <Text as="p">{t('entity.nothingBroken')}</Text>
      )}
      {unclearCount > 0 && (
        <Text as="p" color="secondary">
          {t('entity.unclear')}: {formats.number(unclearCount)} (
          <UnclearNote
            overview={overview}
            of={t('entity.packages', { count: overview.components })}
          />
          )
        </Text>
      )}
    </Flex>
  );
}
