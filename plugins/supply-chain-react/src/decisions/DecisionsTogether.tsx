import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { MovedDecision } from '@safety-curtain/plugin-supply-chain-common';
import { useState } from 'react';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { SideDrawer } from '../drawer/SideDrawer';
import { formStyles } from '../forms';
import { useAction } from '../hooks/useAction';
import { supplyChainTranslationRef, type Translate } from '../translation';
import { StepForm } from './StepForm';

const steps = ['approve', 'reject'] as const;
type Step = (typeof steps)[number];
/** As many are taken at once; the rest follows. */
const AT_ONCE = 500;
/** Reasons that are shown. */
const MOST_REASONS = 5;

/** Approves or rejects what was chosen in a list, and tells what became of it. */
export function DecisionsTogether(props: {
  ids: readonly string[];
  onClear(): void;
  onMoved(): void;
}) {
  const { ids, onClear, onMoved } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const [open, setOpen] = useState(false);
  const action = useAction(
    async (chosenStep: { step: Step; comment?: string }) => {
      const moved: MovedDecision[] = [];
      for (let start = 0; start < ids.length; start += AT_ONCE) {
        const { items } = await api.moveDecisions({
          body: {
            ids: ids.slice(start, start + AT_ONCE),
            ...chosenStep,
          },
        });
        moved.push(...items);
      }
      return moved;
    },
    () => {
      setOpen(false);
      onClear();
      onMoved();
    },
  );
  const chosen = t('decision.together.chosen', { count: ids.length });
  return (
    <>
      {ids.length > 0 ? (
        <div className={formStyles.buttons}>
          <Text as="p" role="status">
            {chosen}
          </Text>
          <Button size="small" variant="primary" onPress={() => setOpen(true)}>
            {t('decision.together.open')}
          </Button>
          <Button size="small" variant="tertiary" onPress={onClear}>
            {t('decision.together.clear')}
          </Button>
        </div>
      ) : (
        action.value && <Outcome moved={action.value} />
      )}
      <SideDrawer
        open={open}
        onClose={() => setOpen(false)}
        label={t('decision.together.title')}
        head={
          <Text as="h2" variant="title-x-small">
            {chosen}
          </Text>
        }
      >
        <StepForm
          steps={steps}
          busy={action.busy}
          error={action.error}
          onStep={(step, comment) => action.run({ step, comment })}
        />
      </SideDrawer>
    </>
  );
}

const outcomes: readonly MovedDecision['outcome'][] = [
  'approved',
  'rejected',
  'already-decided',
  'not-allowed',
  'conflict',
  'not-found',
  'failed',
];

/** Those that the backend says more of. */
const explained: readonly MovedDecision['outcome'][] = [
  'not-allowed',
  'conflict',
  'failed',
];

function Outcome({ moved }: { moved: readonly MovedDecision[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const reasons = new Set(
    moved
      .filter(({ outcome }) => explained.includes(outcome))
      .flatMap(({ reason }) => reason ?? []),
  );
  return (
    <div>
      <Text as="p" role="status">
        {outcomes
          .map(outcome => outcomeText(moved, outcome, t))
          .filter(text => text !== undefined)
          .join(' ')}
      </Text>
      {[...reasons].slice(0, MOST_REASONS).map(reason => (
        <Text key={reason} as="p" color="secondary" variant="body-small">
          {reason}
        </Text>
      ))}
    </div>
  );
}

function outcomeText(
  moved: readonly MovedDecision[],
  outcome: MovedDecision['outcome'],
  t: Translate,
): string | undefined {
  const count = moved.filter(one => one.outcome === outcome).length;
  return count > 0
    ? t(`decision.together.outcome.${outcome}`, { count })
    : undefined;
}
