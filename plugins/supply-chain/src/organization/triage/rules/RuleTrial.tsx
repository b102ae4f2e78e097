import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, TextAreaField } from '@backstage/ui';
import {
  FieldError,
  formStyles,
  reasonOf,
  supplyChainTranslationRef,
  useAction,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { useEffect, useState, type FormEvent } from 'react';
import { TrialOutcome } from './TrialOutcome';

/** Asks for rules and says which findings they would touch. */
export function RuleTrial(props: {
  /** Rules that are tried out at once. */
  initial?: string;
}) {
  const { initial = '' } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const [text, setText] = useState(initial);
  const [checked, setChecked] = useState(false);
  const trial = useAction((rules: string) =>
    api.tryTriageRules({ body: { text: rules } }),
  );
  const { run } = trial;
  useEffect(() => {
    if (initial) run(initial);
  }, [initial, run]);
  const missing = text.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!missing) trial.run(text);
  };
  return (
    <form
      className={formStyles.form}
      onSubmit={submit}
      aria-label={t('rules.trial')}
      noValidate
    >
      <div>
        <TextAreaField
          label={t('rules.text')}
          value={text}
          onChange={next => {
            setText(next);
            trial.reset();
          }}
          rows={10}
          maxLength={50_000}
          isInvalid={checked && missing}
          spellCheck="false"
        />
        <FieldError
          error={checked && missing ? t('rules.textMissing') : undefined}
        />
      </div>
      <div className={formStyles.buttons}>
        <Button type="submit" variant="primary" isPending={trial.busy}>
          {t('rules.run')}
        </Button>
      </div>
      {trial.error && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={t('rules.refused')}
          description={reasonOf(trial.error)}
        />
      )}
      {trial.value && <TrialOutcome trial={trial.value} />}
    </form>
  );
}
