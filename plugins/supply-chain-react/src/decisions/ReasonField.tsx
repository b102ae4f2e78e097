import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { FieldError } from '../forms/DayField';
import { supplyChainTranslationRef } from '../translation';

const SHORTEST = 3;

/** Whether a reason is long enough to be one. @public */
export function isReason(text: string): boolean {
  return text.trim().length >= SHORTEST;
}

/** Why something is asked for. @public */
export function ReasonField(props: {
  value: string;
  onChange(text: string): void;
  /** Says what is wrong, once the form was sent. */
  checked: boolean;
}) {
  const { value, onChange, checked } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const wrong = checked && !isReason(value);
  return (
    <div>
      <TextAreaField
        label={t('decisionForm.reason')}
        value={value}
        onChange={onChange}
        isInvalid={wrong}
        maxLength={4000}
      />
      <FieldError error={wrong ? t('decisionForm.reasonShort') : undefined} />
    </div>
  );
}
