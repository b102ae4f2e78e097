import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, CheckboxGroup, Radio, RadioGroup } from '@backstage/ui';
import { EndsField } from '../../decisions/EndsField';
import { ReasonField } from '../../decisions/ReasonField';
import { ChoiceField } from '../../forms/ChoiceField';
import { supplyChainTranslationRef } from '../../translation';
import {
  isAcceptance,
  isOpen,
  justifications,
  responses,
  states,
  type ChosenState,
  type Draft,
  type Ending,
} from './analysis';

const endings: readonly Ending[] = ['never', 'day', 'fix', 'version-moves'];

/** What a vulnerability means, in CycloneDX's words. */
export function AnalysisFields(props: {
  draft: Draft;
  onChange(draft: Draft): void;
  /** Says what is wrong, once the form was sent. */
  checked: boolean;
}) {
  const { draft, onChange, checked } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const set = (changes: Partial<Draft>) => onChange({ ...draft, ...changes });
  return (
    <>
      <RadioGroup
        label={t('decide.state')}
        value={draft.state}
        onChange={state => set({ state: state as ChosenState })}
      >
        {states.map(state => (
          <Radio key={state} value={state}>
            {t(`decide.states.${state}`)}
          </Radio>
        ))}
      </RadioGroup>
      {draft.state === 'not_affected' && (
        <ChoiceField
          label={t('decide.justification')}
          value={draft.justification}
          options={justifications.map(value => ({
            value,
            label: t(`justification.${value}`),
          }))}
          onChange={justification => set({ justification })}
        />
      )}
      {isOpen(draft.state) && (
        <CheckboxGroup
          label={t('decide.responses')}
          value={draft.responses}
          onChange={chosen => set({ responses: chosen })}
        >
          {responses.map(response => (
            <Checkbox key={response} value={response}>
              {t(`response.${response}`)}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
      <ReasonField
        value={draft.reason}
        onChange={reason => set({ reason })}
        checked={checked}
      />
      <RadioGroup
        label={t('decide.ends')}
        value={draft.ending}
        onChange={ending => set({ ending: ending as Ending })}
      >
        {endings
          .filter(ending => ending !== 'never' || !isAcceptance(draft))
          .map(ending => (
            <Radio key={ending} value={ending}>
              {t(`decide.endings.${ending}`)}
            </Radio>
          ))}
      </RadioGroup>
      {draft.ending === 'day' && (
        <>
          <EndsField
            value={draft.day}
            onChange={day => set({ day })}
            checked={checked}
          />
          {isOpen(draft.state) && (
            <Checkbox
              isSelected={draft.pausesClock}
              onChange={pausesClock => set({ pausesClock })}
            >
              {t('decide.pausesClock')}
            </Checkbox>
          )}
        </>
      )}
    </>
  );
}
