import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DayField } from '../forms/DayField';
import { supplyChainTranslationRef } from '../translation';
import { dayFromNow, wrongEnd } from './day';

/**
 * The day on which a decision ends.
 *
 * @param checked - Says what is wrong, once the form was sent.
 * @param optional - No day means no end.
 * @public
 */
export function EndsField(props: {
  value: string;
  onChange(day: string): void;
  checked: boolean;
  optional?: boolean;
}) {
  const { value, onChange, checked, optional } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const problem = isEnd(value, optional) ? undefined : wrongEnd(value);
  return (
    <DayField
      label={t(optional ? 'decisionForm.endsOptional' : 'decisionForm.ends')}
      value={value}
      onChange={onChange}
      min={dayFromNow(0)}
      error={
        checked && problem
          ? t(
              problem === 'past'
                ? 'decisionForm.endsPast'
                : 'decisionForm.endsMissing',
            )
          : undefined
      }
    />
  );
}

/** Whether a decision may end with this day. @public */
export function isEnd(day: string, optional = false): boolean {
  return (optional && day === '') || wrongEnd(day) === undefined;
}
