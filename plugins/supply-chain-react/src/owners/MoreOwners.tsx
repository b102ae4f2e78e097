import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { supplyChainTranslationRef } from '../translation';

/** That a table has not all owners; nothing where it has. @public */
export function MoreOwners({ count = 0 }: { count?: number }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (count === 0) return null;
  return (
    <Text as="p" color="secondary">
      {t('usages.moreOwners', { count })}
    </Text>
  );
}
