import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import {
  EmptyNote,
  ErrorNote,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
} from '@safety-curtain/plugin-supply-chain-react';
import { useState } from 'react';
import styles from '../../../vex/vex.module.css';
import { ruleOf } from './definition';
import { RulesTable } from './RulesTable';
import { RuleTrial } from './RuleTrial';

/** The rules that decide by themselves, and a place to try out others. */
export function RulesView() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const { value, error, reload } = useLoad('rules', signal =>
    api.listTriageRules({}, { signal }),
  );
  /** A configured rule that is tried out; a key, so that the same can be tried anew. */
  const [tried, setTried] = useState<{ text: string; turn: number }>();
  if (error) {
    return <ErrorNote error={error} what={t('rules.what')} onRetry={reload} />;
  }
  if (!value) {
    return (
      <Skeleton height={160} role="status" aria-label={t('rules.loading')} />
    );
  }
  const rules = value.rules
    .map(ruleOf)
    .sort((a, b) => b.priority - a.priority || a.place - b.place);
  return (
    <>
      <Text as="p" color="secondary">
        {t('rules.hint')}
      </Text>
      {rules.length === 0 ? (
        <EmptyNote title={t('rules.none')} hint={t('rules.noneHint')} />
      ) : (
        <RulesTable
          rules={rules}
          onTry={rule =>
            setTried(before => ({
              text: rule.text,
              turn: (before?.turn ?? 0) + 1,
            }))
          }
        />
      )}
      <section aria-label={t('rules.trial')} className={styles.section}>
        <Text as="h2" variant="body-large" weight="bold">
          {t('rules.trial')}
        </Text>
        <Text as="p" color="secondary">
          {t('rules.trialHint')}
        </Text>
        <RuleTrial key={tried?.turn} initial={tried?.text} />
      </section>
    </>
  );
}
