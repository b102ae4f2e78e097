import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Machinery } from '@safety-curtain/plugin-supply-chain-common';
import {
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';

/** Stored documents whose bytes are not what they were, with what to do. */
export function DamagedDocuments(props: {
  damaged: Machinery['damagedDocuments'];
}) {
  const { count, documents } = props.damaged;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (count === 0) {
    return <Text color="secondary">{t('machinery.noneDamaged')}</Text>;
  }
  return (
    <>
      <StateMark tone="bad">{t('machinery.damaged', { count })}</StateMark>
      <Text as="p" variant="body-small" color="secondary">
        {t('machinery.damagedHint')}
      </Text>
      <ul>
        {documents.map(({ sha256, mediaType, store, reason, since }) => (
          <li key={sha256}>
            <code style={{ overflowWrap: 'anywhere' }}>{sha256}</code>{' '}
            {t('machinery.damagedWhere', { mediaType, store })}
            {reason && `: ${reason}`} (<RelativeTime iso={since} />)
          </li>
        ))}
      </ul>
    </>
  );
}
