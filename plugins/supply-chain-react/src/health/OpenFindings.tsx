import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  sumSeverityCounts,
  type Target,
} from '@safety-curtain/plugin-supply-chain-common';
import { SeverityBar, SeverityFigures } from '../severity';
import { supplyChainTranslationRef } from '../translation';
import { findingsAreKnown } from './known';

/**
 * The open findings of a service. What is not known is never shown as zero,
 * and a zero that may be wrong says so.
 *
 * @param tight - Figures alone, for table cells.
 * @public
 */
export function OpenFindings(props: { target: Target; tight?: boolean }) {
  const { target, tight } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (!findingsAreKnown(target)) {
    return <Text color="secondary">{t('target.notKnown')}</Text>;
  }
  if (sumSeverityCounts(target.openFindings) === 0 && target.health !== 'ok') {
    return <Text>{t('target.noneKnown')}</Text>;
  }
  return tight ? (
    <SeverityFigures counts={target.openFindings} tight />
  ) : (
    <SeverityBar counts={target.openFindings} />
  );
}
