import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import type { UpgradePlan } from '@safety-curtain/plugin-supply-chain-common';
import {
  ChoiceFilter,
  DownloadButton,
  EmptyNote,
  ErrorNote,
  FilterBar,
  supplyChainTranslationRef,
  useLoad,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { ChangesList } from './ChangesList';
import { StuckPackages } from './StuckPackages';
import { TargetsTable } from './TargetsTable';
import styles from '../entity.module.css';

const formats = [
  { format: 'markdown', file: 'upgrade-plan.md' },
  { format: 'commands', file: 'upgrade-plan.sh' },
  { format: 'renovate', file: 'renovate.json' },
  { format: 'dependabot', file: 'dependabot.yml' },
] as const;

/** Where repositories are, as Renovate has options that only GitHub knows. */
const platforms = ['github', 'other'] as const;

/** The fewest upgrades that clear what is open, the best first. */
export function PlanView(props: { entityRef: string; version: number }) {
  const { entityRef, version } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const aim = aimOf(useUrlState().get('aim'));
  const plan = useLoad(`${entityRef} ${version} ${aim}`, signal =>
    api.getUpgradePlan({ entityRef, aim }, { signal }),
  );
  if (plan.error) {
    return (
      <ErrorNote
        error={plan.error}
        what={t('plan.what')}
        onRetry={plan.reload}
      />
    );
  }
  if (!plan.value) {
    return (
      <Skeleton height={160} role="status" aria-label={t('plan.loading')} />
    );
  }
  return <Plan entityRef={entityRef} aim={aim} plan={plan.value} />;
}

/** Of the address; what is none asks for all. */
function aimOf(text: string | undefined): 'urgent' | undefined {
  return text === 'urgent' ? text : undefined;
}

function Plan(props: {
  entityRef: string;
  aim: 'urgent' | undefined;
  plan: UpgradePlan;
}) {
  const { entityRef, aim, plan } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const chosen = useUrlState().get('platform');
  const platform = platforms.find(one => one === chosen);
  const { counts, changes, exact, cut, unplanned } = plan;
  if (counts.findings === 0 && unplanned === 0) {
    return <EmptyNote title={t('plan.nothing')} hint={t('plan.nothingHint')} />;
  }
  return (
    <div className={styles.plan}>
      <FilterBar>
        <ChoiceFilter
          name="aim"
          label={t('plan.aim')}
          anyLabel={t('plan.aims.all')}
          options={[{ value: 'urgent', label: t('plan.aims.urgent') }]}
        />
        <ChoiceFilter
          name="platform"
          label={t('plan.platform')}
          anyLabel={t('plan.platforms.source')}
          options={platforms.map(value => ({
            value,
            label: t(`plan.platforms.${value}`),
          }))}
        />
      </FilterBar>
      <Text as="p" weight="bold">
        {t('plan.headline', {
          count: changes.length,
          cleared: String(counts.cleared),
          findings: String(counts.findings),
        })}
      </Text>
      {counts.urgent > 0 && (
        <Text as="p">
          {t('plan.urgent', {
            cleared: String(counts.urgentCleared),
            urgent: String(counts.urgent),
          })}
        </Text>
      )}
      <Text as="p" color="secondary">
        {t(exact ? 'plan.exact' : 'plan.greedy')}
        {unplanned > 0 &&
          ` ${t(cut ? 'plan.cut' : 'plan.unplanned', {
            count: unplanned,
          })}`}
      </Text>
      {changes.length > 0 && (
        <div className={styles.planExports}>
          {formats.map(({ format, file }) => (
            <DownloadButton
              key={format}
              label={t(`plan.formats.${format}`)}
              fileName={file}
              fetchFile={() =>
                api.exportUpgradePlan({ entityRef, aim, format, platform })
              }
            />
          ))}
        </div>
      )}
      <ChangesList changes={changes} />
      <StuckPackages packages={plan.packages} />
      <TargetsTable packages={plan.packages} />
    </div>
  );
}
