import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Radio, RadioGroup, Text } from '@backstage/ui';
import type {
  FindingDecisionRequest,
  FindingDecisionResult,
  FindingFilter,
} from '@safety-curtain/plugin-supply-chain-common';
import { useState, type FormEvent } from 'react';
import { useSupplyChainApi } from '../../api/useSupplyChainApi';
import { dayFromNow } from '../../decisions/day';
import { isEnd } from '../../decisions/EndsField';
import { isReason } from '../../decisions/ReasonField';
import styles from '../../forms/forms.module.css';
import { useAction } from '../../hooks/useAction';
import { reasonOf } from '../../states';
import { entityName } from '../../text';
import { supplyChainTranslationRef } from '../../translation';
import { isAcceptance, requestOf, type Draft } from './analysis';
import { AnalysisFields } from './AnalysisFields';

const USUAL_DAYS = 90;

/** What is decided about: some findings, also a vulnerability wherever it is, or all that match a filter. */
export type DecideSubject =
  | {
      ids: readonly string[];
      /** Offered as well: this vulnerability in every service that the reader may decide about. */
      everywhere?: {
        advisory: string;
        package?: { ecosystem: string; name: string };
      };
    }
  | { filter: FindingFilter };

/** Of a form that decides about findings. @public */
export interface DecideFormProps {
  subject: DecideSubject;
  onDecided(result: FindingDecisionResult): void;
  onCancel(): void;
}

/**
 * Asks what findings mean, shows what that would touch, and then decides.
 *
 * @public
 */
export function DecideForm({ subject, onDecided, onCancel }: DecideFormProps) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const [draft, setDraft] = useState<Draft>(newDraft);
  const [reach, setReach] = useState<'these' | 'everywhere'>('these');
  const [checked, setChecked] = useState(false);
  const ask = (request: FindingDecisionRequest) =>
    api.decideFindings({ body: request });
  const preview = useAction(async (request: FindingDecisionRequest) => ({
    request,
    result: await ask({ ...request, dryRun: true }),
  }));
  const decision = useAction(ask, onDecided);
  // What others did meanwhile is looked at before it is decided again.
  const seen = decision.error ? undefined : preview.value;
  const everywhere = 'ids' in subject ? subject.everywhere : undefined;
  const change = (next: Draft) => {
    setDraft(next);
    preview.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!isComplete(draft)) return;
    if (!seen) {
      decision.reset();
      preview.run({ ...requestOf(draft), ...selectionOf(subject, reach) });
      return;
    }
    const replaces = seen.result.replaces?.map(({ id }) => id);
    decision.run({ ...seen.request, replaces, seen: seen.result.seen });
  };
  const error = decision.error ?? preview.error;
  return (
    <form
      className={styles.form}
      onSubmit={submit}
      aria-label={t('decide.title')}
      noValidate
    >
      <Text as="h4" weight="bold">
        {t('decide.title')}
      </Text>
      {everywhere && (
        <RadioGroup
          label={t('decide.reach')}
          value={reach}
          onChange={value => {
            setReach(value as 'these' | 'everywhere');
            preview.reset();
          }}
        >
          <Radio value="these">{t('decide.this')}</Radio>
          <Radio value="everywhere">
            {everywhere.package
              ? t('decide.everywhere', {
                  advisory: everywhere.advisory,
                  package: everywhere.package.name,
                })
              : t('decide.everywhereRule', { rule: everywhere.advisory })}
          </Radio>
        </RadioGroup>
      )}
      <AnalysisFields draft={draft} onChange={change} checked={checked} />
      {seen && <Preview result={seen.result} />}
      <div className={styles.buttons}>
        <Button
          type="submit"
          variant="primary"
          isPending={preview.busy || decision.busy}
        >
          {t(seen ? 'decide.confirm' : 'decide.preview')}
        </Button>
        <Button variant="tertiary" onPress={onCancel}>
          {t('decisionForm.cancel')}
        </Button>
        {error && (
          <Text role="alert" color="danger" variant="body-small">
            {t('decisionForm.failed', { reason: reasonOf(error) })}
          </Text>
        )}
      </div>
    </form>
  );
}

/** What would be touched, before it is. */
function Preview({ result }: { result: FindingDecisionResult }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { findings, services, state, left } = result;
  const { replaces = [], replaced, waiting = [] } = result;
  return (
    <div role="status">
      <Text as="p" weight="bold">
        {t('decide.touches', {
          findings: t('findings.total', {
            total: String(findings),
            count: findings,
          }),
          services: t('decide.services', { count: services }),
        })}
      </Text>
      {left ? <Text as="p">{t('decide.left', { count: left })}</Text> : null}
      <Text as="p">{t(`decide.then.${state}`)}</Text>
      {replaces.map(({ id, author, analysis, reason }) => (
        <Text as="p" key={id} color="secondary">
          {t('decide.replaces', {
            who: entityName(author),
            state: analysis ? t(`analysis.${analysis.state}`) : '',
            reason,
          })}
        </Text>
      ))}
      {waiting.map(({ id, author, analysis, reason }) => (
        <Text as="p" key={id} color="secondary">
          {t('decide.waiting', {
            who: entityName(author),
            state: analysis ? t(`analysis.${analysis.state}`) : '',
            reason,
          })}
        </Text>
      ))}
      {replaced > replaces.length && (
        <Text as="p" color="secondary">
          {t('decide.replacesMore', { count: replaced - replaces.length })}
        </Text>
      )}
    </div>
  );
}

function newDraft(): Draft {
  return {
    state: 'not_affected',
    justification: 'code_not_reachable',
    responses: [],
    reason: '',
    ending: 'never',
    day: dayFromNow(USUAL_DAYS),
    pausesClock: false,
  };
}

function isComplete(draft: Draft): boolean {
  return (
    isReason(draft.reason) &&
    (draft.ending !== 'day' || isEnd(draft.day)) &&
    !(draft.ending === 'never' && isAcceptance(draft))
  );
}

function selectionOf(
  subject: DecideSubject,
  reach: 'these' | 'everywhere',
): Pick<FindingDecisionRequest, 'ids' | 'advisory' | 'package' | 'filter'> {
  if ('filter' in subject) return { filter: subject.filter };
  const { ids, everywhere } = subject;
  return reach === 'everywhere' && everywhere
    ? { advisory: everywhere.advisory, package: everywhere.package }
    : { ids: [...ids] };
}
