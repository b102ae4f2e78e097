import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  AlertLevel,
  AlertReason,
} from '@safety-curtain/plugin-supply-chain-common';
import { StateMark, type StateTone } from '../health';
import type { Formats } from '../text';
import { supplyChainTranslationRef, type Translate } from '../translation';

const tones: Record<AlertLevel, StateTone> = {
  high: 'bad',
  medium: 'doubt',
  low: 'good',
  unknown: 'quiet',
};

/** How much a service needs attention, as word, shape and color. @public */
export function AlertLevelMark({ level }: { level: AlertLevel }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <StateMark tone={tones[level]}>{t(`alert.levels.${level}`)}</StateMark>
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
