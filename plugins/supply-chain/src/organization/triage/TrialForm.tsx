import { Alert, Button, TextAreaField } from '@backstage/ui';
import {
  FieldError,
  formStyles,
  reasonOf,
  useAction,
} from '@safety-curtain/plugin-supply-chain-react';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';

/** Longer texts are refused by the backend. */
const LONGEST = 50_000;

/** Asks for a part of the configuration, and shows what it would do. */
export function TrialForm<T>(props: {
  words: Record<'title' | 'text' | 'missing' | 'run' | 'refused', string>;
  tryOut(text: string): Promise<T>;
  /** A text that is tried out at once. */
  initial?: string;
  children(trial: T): ReactNode;
}) {
  const { words, tryOut, initial = '', children } = props;
  const [text, setText] = useState(initial);
  const [checked, setChecked] = useState(false);
  const trial = useAction(tryOut);
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
      aria-label={words.title}
      noValidate
    >
      <div>
        <TextAreaField
          label={words.text}
          value={text}
          onChange={next => {
            setText(next);
            trial.reset();
          }}
          rows={10}
          maxLength={LONGEST}
          isInvalid={checked && missing}
          spellCheck="false"
        />
        <FieldError error={checked && missing ? words.missing : undefined} />
      </div>
      <div className={formStyles.buttons}>
        <Button type="submit" variant="primary" isPending={trial.busy}>
          {words.run}
        </Button>
      </div>
      {trial.error && (
        <Alert
          status="danger"
          icon
          role="alert"
          title={words.refused}
          description={reasonOf(trial.error)}
        />
      )}
      {trial.value && children(trial.value)}
    </form>
  );
}
