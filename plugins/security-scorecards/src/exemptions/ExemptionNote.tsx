import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { ServiceCheck } from '@safety-curtain/plugin-supply-chain-common';
import {
  entityName,
  useFormats,
} from '@safety-curtain/plugin-supply-chain-react';
import styles from '../entity/entity.module.css';
import { useLinks } from '../links';
import { securityScorecardsTranslationRef } from '../translation';

/** The exemption that a check has or had: who, why, until when; and what it would answer. */
export function ExemptionNote(props: {
  outcome: ServiceCheck;
  entityRef: string;
}) {
  const { outcome, entityRef } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const formats = useFormats();
  const links = useLinks();
  const exemption = outcome.exempted ?? outcome.expired;
  if (!exemption) return null;
  const { decisionId, approver, reason, expires } = exemption;
  return (
    <div className={styles.note} role="note">
      <Text as="p">
        {t(outcome.exempted ? 'exemption.holds' : 'exemption.expired', {
          approver: entityName(approver),
          end: formats.day(expires),
        })}
        {'. '}
        {t('exemption.reason')}: {reason}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        {outcome.exempted &&
          `${t('check.itself', { answer: t(`answer.${outcome.result}`) })}. `}
        {decisionId ? (
          <Link href={links.scorecards(entityRef, { decision: decisionId })}>
            {t('exemption.open')}
          </Link>
        ) : (
          t('exemption.configured')
        )}
      </Text>
    </div>
  );
}
