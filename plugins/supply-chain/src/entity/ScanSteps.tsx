import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Text, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine, RiCircleLine, RiPlayCircleLine } from '@remixicon/react';
import type { ScanStep } from '@safety-curtain/plugin-supply-chain-common';
import {
  supplyChainTranslationRef,
  type ScanProgress,
} from '@safety-curtain/plugin-supply-chain-react';
import LinearProgress from '@material-ui/core/LinearProgress';
import styles from './entity.module.css';

const steps: readonly ScanStep[] = [
  'fetching',
  'reading',
  'documents',
  'matching',
  'storing',
];

const icons = { done: RiCheckLine, now: RiPlayCircleLine, next: RiCircleLine };

/** Each step of a scan as it happens; nothing while none is on its way. */
export function ScanSteps({ progress }: { progress: ScanProgress }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { queued, running } = progress;
  if (!queued && !running) return null;
  const at = running?.step ? steps.indexOf(running.step) : -1;
  return (
    <Card>
      <CardBody>
        <div className={styles.scan}>
          <Text as="p" role="status" weight="bold">
            {running ? t('scan.running') : t('scan.queued')}
            {running?.progress && `: ${running.progress}`}
          </Text>
          <LinearProgress
            aria-label={running ? t('scan.running') : t('scan.queued')}
          />
          <ol className={styles.steps}>
            {steps.map((step, index) => (
              <Step key={step} step={step} state={stateOf(index, at)} />
            ))}
          </ol>
        </div>
      </CardBody>
    </Card>
  );
}

type StepState = keyof typeof icons;

function stateOf(index: number, at: number): StepState {
  if (index === at) return 'now';
  return index < at ? 'done' : 'next';
}

function Step({ step, state }: { step: ScanStep; state: StepState }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const Icon = icons[state];
  return (
    <li
      className={`${styles.step} ${styles[state]}`}
      aria-current={state === 'now' ? 'step' : undefined}
    >
      <Icon size={16} aria-hidden="true" />
      {t(`scan.step.${step}`)}
      <VisuallyHidden>, {t(`scan.stepState.${state}`)}</VisuallyHidden>
    </li>
  );
}
