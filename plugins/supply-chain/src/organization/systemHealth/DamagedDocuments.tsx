import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { SystemHealth } from '@safety-curtain/plugin-supply-chain-common';
import {
  RelativeTime,
  StateMark,
  supplyChainTranslationRef,
} from '@safety-curtain/plugin-supply-chain-react';

/** Stored documents whose bytes are not what they were, with what to do; and those that are well again. */
export function DamagedDocuments(props: {
  damaged: SystemHealth['damagedDocuments'];
  healed: SystemHealth['healedDocuments'];
}) {
  const { count, documents } = props.damaged;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <>
      {count === 0 ? (
        <Text color="secondary">{t('systemHealth.noneDamaged')}</Text>
      ) : (
        <>
          <StateMark tone="bad">
            {t('systemHealth.damaged', { count })}
          </StateMark>
          <Text as="p" variant="body-small" color="secondary">
            {t('systemHealth.damagedHint')}
          </Text>
          <ul>
            {documents.map(document => (
              <DocumentItem
                key={document.sha256}
                document={document}
                at={document.since}
              />
            ))}
          </ul>
        </>
      )}
      {props.healed.length > 0 && (
        <>
          <StateMark tone="good">{t('systemHealth.healed')}</StateMark>
          <ul>
            {props.healed.map(document => (
              <DocumentItem
                key={document.sha256}
                document={document}
                at={document.healedAt}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function DocumentItem(props: {
  document: Omit<SystemHealth['healedDocuments'][number], 'healedAt'>;
  at: string;
}) {
  const { sha256, mediaType, store, reason } = props.document;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <li>
      <code style={{ overflowWrap: 'anywhere' }}>{sha256}</code>{' '}
      {t('systemHealth.damagedWhere', { mediaType, store })}
      {reason && `: ${reason}`} (<RelativeTime iso={props.at} />)
    </li>
  );
}
