import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TextAreaField } from '@backstage/ui';
import { FieldError } from '../forms/DayField';
import { licenseComplianceTranslationRef } from '../translation';

const SHORTEST = 3;

/** Whether a reason is long enough to be one. */
export function isReason(text: string): boolean {
  return text.trim().length >= SHORTEST;
}

/** Why something is asked for. */
export function ReasonField(props: {
  value: string;
  onChange(text: string): void;
  /** Says what is wrong, once the form was sent. */
  checked: boolean;
}) {
  const { value, onChange, checked } = props;
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const wrong = checked && !isReason(value);
  return (
    <div>
      <TextAreaField
        label={t('form.reason')}
        value={value}
        onChange={onChange}
        isInvalid={wrong}
        maxLength={4000}
      />
      <FieldError error={wrong ? t('form.reasonShort') : undefined} />
    </div>
  );
}
