import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLinks } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { supplyChainTranslationRef } from '../translation';

/** The owners of a service, as links to their pages. @public */
export function Owners({ owners }: { owners: readonly string[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (owners.length === 0) {
    return <Text color="secondary">{t('usages.noOwner')}</Text>;
  }
  return (
    <Text variant="body-medium">
      <EntityRefLinks entityRefs={[...owners]} defaultKind="group" hideIcons />
    </Text>
  );
}
