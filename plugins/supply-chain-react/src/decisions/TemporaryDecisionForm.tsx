import { Radio, RadioGroup } from '@backstage/ui';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import type { NewDecision } from '@safety-curtain/plugin-supply-chain-common';
import { useState } from 'react';
import { dayFromNow, endOfDay } from './day';
import { DecisionForm, FormDisclosure } from './DecisionForm';
import { EndsField, isEnd } from './EndsField';
import { isReason, ReasonField } from './ReasonField';
import { useApprovalEffect } from './useApprovalEffect';
import { useNewDecision } from './useNewDecision';

const USUAL_DAYS = 90;

/** One thing to choose in a form; the first option is the usual one. @public */
export interface DecisionChoice {
  label: string;
  options: readonly { value: string; label: string }[];
}

/** What is asked for, and how it is asked. @public */
export interface TemporaryDecisionFormProps<TChoice extends string> {
  /** Of the button that opens the form, and of the form. */
  title: string;
  hint: string;
  choices: Readonly<Record<TChoice, DecisionChoice>>;
  /** What is asked for, by the chosen options; reason and end are added. */
  decision(
    chosen: Readonly<Record<TChoice, string>>,
  ): Pick<NewDecision, 'subject' | 'scope' | 'about'>;
  /** What approving it takes. */
  approval: BasicPermission;
  /** Where one decision can be seen, where there is a page. */
  decisionHref(id: string): string | undefined;
  onDecided(): void;
}

/**
 * A button that opens a form, which asks for something that has a reason and an
 * end: an exception, an exemption.
 *
 * @public
 */
export function TemporaryDecisionForm<TChoice extends string>(
  props: TemporaryDecisionFormProps<TChoice>,
) {
  const { title, decisionHref, onDecided } = props;
  const action = useNewDecision(onDecided);
  return (
    <FormDisclosure
      label={title}
      outcome={action.value}
      decisionHref={decisionHref}
    >
      {close => <Fields {...props} action={action} onCancel={close} />}
    </FormDisclosure>
  );
}

function Fields<TChoice extends string>(
  props: TemporaryDecisionFormProps<TChoice> & {
    action: ReturnType<typeof useNewDecision>;
    onCancel(): void;
  },
) {
  const { title, hint, choices, decision, approval, action, onCancel } = props;
  const effect = useApprovalEffect(approval);
  const [chosen, setChosen] = useState(() => firstOf(choices));
  const [reason, setReason] = useState('');
  const [ends, setEnds] = useState(dayFromNow(USUAL_DAYS));
  const [checked, setChecked] = useState(false);
  const read = (): NewDecision | undefined => {
    setChecked(true);
    if (!isReason(reason) || !isEnd(ends)) return undefined;
    return {
      ...decision(chosen),
      reason: reason.trim(),
      endsAt: endOfDay(ends),
    };
  };
  return (
    <DecisionForm
      title={title}
      hint={hint}
      action={action}
      read={read}
      onCancel={onCancel}
      effect={effect}
    >
      {entriesOf(choices).map(([name, { label, options }]) => (
        <RadioGroup
          key={name}
          label={label}
          value={chosen[name]}
          onChange={value => setChosen({ ...chosen, [name]: value })}
        >
          {options.map(option => (
            <Radio key={option.value} value={option.value}>
              {option.label}
            </Radio>
          ))}
        </RadioGroup>
      ))}
      <ReasonField value={reason} onChange={setReason} checked={checked} />
      <EndsField value={ends} onChange={setEnds} checked={checked} />
    </DecisionForm>
  );
}

type Choices<TChoice extends string> = Readonly<
  Record<TChoice, DecisionChoice>
>;

function entriesOf<TChoice extends string>(choices: Choices<TChoice>) {
  return Object.entries(choices) as [TChoice, DecisionChoice][];
}

function firstOf<TChoice extends string>(choices: Choices<TChoice>) {
  const first = entriesOf(choices).map(([name, { options }]) => [
    name,
    options[0].value,
  ]);
  return Object.fromEntries(first) as Record<TChoice, string>;
}
