import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  Decision,
  DecisionDetail,
  DecisionStep,
} from '@safety-curtain/plugin-supply-chain-common';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { Section } from '../drawer/Section';
import { useAction } from '../hooks/useAction';
import { entityName, ExactTime } from '../text';
import { supplyChainTranslationRef } from '../translation';
import { StepForm } from './StepForm';

/**
 * The steps that the reader may take with a decision, with a comment. What was
 * decided since it was proposed is shown, and replaced by an approval.
 */
export function DecisionSteps(props: {
  detail: DecisionDetail;
  onMoved(): void;
  /** It may be out of date: somebody else decided meanwhile. */
  onRefused(): void;
}) {
  const { detail, onMoved, onRefused } = props;
  const { decision, against = [] } = detail;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const replacing = against.length > 0 && isOfPerson(decision);
  const action = useAction(
    async ({ step, comment }: { step: DecisionStep; comment?: string }) => {
      const replaces =
        step === 'approve' && replacing
          ? against.map(({ id }) => id)
          : undefined;
      const body = { comment, ...(replaces && { replaces }) };
      try {
        return await api.moveDecision({ id: decision.id, step, body });
      } catch (error) {
        onRefused();
        throw error;
      }
    },
    onMoved,
  );
  // What people decided counts before what a tool, a file or a document says.
  const steps = (decision.may ?? []).filter(
    step => step !== 'approve' || against.length === 0 || replacing,
  );
  const meanwhile = against.length > 0 && <Against detail={detail} />;
  if (steps.length === 0) {
    return (
      <>
        {meanwhile}
        <Text as="p" color="secondary">
          {t('decision.noSteps')}
        </Text>
      </>
    );
  }
  return (
    <>
      {meanwhile}
      <Section title={t('decision.steps')}>
        <StepForm
          steps={steps}
          replacing={replacing}
          busy={action.busy}
          error={action.error}
          onStep={(step, comment) => action.run({ step, comment })}
        />
      </Section>
    </>
  );
}

function isOfPerson({ origin }: Decision): boolean {
  return origin === undefined || origin === 'person';
}

/** What was decided about the same, and what becomes of it. */
function Against({ detail }: { detail: DecisionDetail }) {
  const { decision, against = [] } = detail;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const then = isOfPerson(decision) ? 'replaced' : 'stands';
  return (
    <Section title={t('decision.against.title')}>
      <ul>
        {against.map(one => (
          <li key={one.id}>
            {t('decision.against.one', {
              who: entityName(one.approver ?? one.author),
              state: one.analysis
                ? t(`analysis.${one.analysis.state}`)
                : one.verdict,
              reason: one.reason,
            })}{' '}
            <ExactTime iso={one.decidedAt ?? one.createdAt} />
          </li>
        ))}
      </ul>
      <Text as="p">
        {t(`decision.against.${then}`, { count: against.length })}
      </Text>
    </Section>
  );
}
