import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Link, Text } from '@backstage/ui';
import type {
  Decision,
  NewDecision,
} from '@safety-curtain/plugin-supply-chain-common';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import styles from '../forms/forms.module.css';
import type { Action } from '../hooks/useAction';
import { reasonOf } from '../states';
import { supplyChainTranslationRef } from '../translation';
import { isSelfApproved } from './words';

/** The frame of a form that asks for a decision, with what came of it. @public */
export function DecisionForm(props: {
  title: string;
  hint: string;
  action: Action<[NewDecision], Decision>;
  /** Gives what to ask for, or nothing while a field is wrong. */
  read(): NewDecision | undefined;
  onCancel(): void;
  /** When it takes effect, where nobody else is asked. */
  effect?: 'immediate' | 'immediateUnlessSecond';
  children: ReactNode;
}) {
  const { title, hint, action, read, onCancel, effect, children } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const decision = read();
    if (decision) action.run(decision);
  };
  return (
    <form
      className={styles.form}
      onSubmit={submit}
      aria-label={title}
      noValidate
    >
      <div>
        <Text as="h4" weight="bold">
          {title}
        </Text>
        <Text as="p" variant="body-small" color="secondary">
          {hint}
        </Text>
      </div>
      {children}
      {effect && (
        <Text as="p" role="note" weight="bold">
          {t(`decisionForm.${effect}`)}
        </Text>
      )}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" isPending={action.busy}>
          {t('decisionForm.submit')}
        </Button>
        <Button variant="tertiary" onPress={onCancel}>
          {t('decisionForm.cancel')}
        </Button>
        {action.error && (
          <Text role="alert" color="danger" variant="body-small">
            {t('decisionForm.failed', { reason: reasonOf(action.error) })}
          </Text>
        )}
      </div>
    </form>
  );
}

/**
 * A button that opens a form in its place; once the form has done its work,
 * its outcome stands beside the button.
 *
 * @param decisionHref - Where one decision can be seen, where there is a page.
 * @public
 */
export function FormDisclosure(props: {
  label: string;
  outcome: Decision | undefined;
  decisionHref(id: string): string | undefined;
  children(close: () => void): ReactNode;
}) {
  const { label, outcome, decisionHref, children } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [outcome]);
  if (open) return <>{children(() => setOpen(false))}</>;
  const href = outcome && decisionHref(outcome.id);
  return (
    <div className={styles.buttons}>
      {outcome && (
        <Text as="p" role="status">
          {t(`decisionForm.${outcomeOf(outcome)}`)}{' '}
          {href && <Link href={href}>{t('decisionForm.open')}</Link>}
        </Text>
      )}
      <Button size="small" variant="secondary" onPress={() => setOpen(true)}>
        {label}
      </Button>
    </div>
  );
}

function outcomeOf(decision: Decision) {
  if (decision.state !== 'active') return 'proposed';
  return isSelfApproved(decision) ? 'selfApproved' : 'active';
}
