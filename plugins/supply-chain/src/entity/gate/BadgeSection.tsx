import {
  discoveryApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  CopyText,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from './gate.module.css';

/**
 * The badge for readmes and documentation, with the Markdown of it; nothing
 * where the portal gives out no links.
 */
export function BadgeSection({ entityRef }: { entityRef: string }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const discovery = useApi(discoveryApiRef);
  const { value: address } = useLoad(entityRef, async signal => {
    const [{ path }, base] = await Promise.all([
      api.getBadgeLink({ entityRef }, { signal }),
      discovery.getBaseUrl('supply-chain'),
    ]);
    return path && `${base}${path}`;
  });
  if (!address) return null;
  const markdown = `![${t('badge.alt')}](${address})`;
  return (
    <section aria-label={t('badge.title')} className={styles.section}>
      <Text as="h2" variant="body-large" weight="bold">
        {t('badge.title')}
      </Text>
      <Text as="p" color="secondary">
        {t('badge.hint')}
      </Text>
      <img src={address} alt={t('badge.alt')} className={styles.badge} />
      <div className={styles.verdict}>
        <code className={styles.markdown}>{markdown}</code>
        <CopyText text={markdown} label={t('badge.markdown')} />
      </div>
    </section>
  );
}
