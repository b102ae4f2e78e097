import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import type {
  AlertLevel,
  AlertReason,
} from '@safety-curtain/plugin-supply-chain-common';
import { StateMark } from '../health';
import type { Formats } from '../text';
import { supplyChainTranslationRef, type Translate } from '../translation';
import { alertTones } from './alertTones';

/**
 * How much a service needs attention, as word, shape and color.
 *
 * @param count - Services that do, in place of the word, which is left to screen readers.
 * @public
 */
export function AlertLevelMark(props: { level: AlertLevel; count?: string }) {
  const { level, count } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const word = t(`alert.levels.${level}`);
  return (
    <StateMark tone={alertTones[level]}>
      {count === undefined ? (
        word
      ) : (
        <>
          {count} <VisuallyHidden>{word}</VisuallyHidden>
        </>
      )}
    </StateMark>
  );
}

/** One thing that makes a service reach its alert level, in words. */
export function alertReasonText(
  reason: AlertReason,
  t: Translate,
  { number }: Pick<Formats, 'number'>,
): string {
  const { kind, count, severity = 'unknown' } = reason;
  if (kind === 'severity') {
    return t('alert.severity', {
      number: number(count),
      severity: t(`severity.${severity}`).toLocaleLowerCase(),
    });
  }
  return t(`alert.${kind}`, { count });
}
