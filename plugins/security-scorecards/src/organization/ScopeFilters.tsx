import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { Button, Link, Select } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import type { ScorecardDefinition } from '@safety-curtain/plugin-supply-chain-common';
import {
  ClearFilters,
  entityName,
  FilterBar,
  LifecycleFilter,
  OwnerFilter,
  SystemFilter,
  TagFilter,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './organization.module.css';
import { scopeNames, UNOWNED } from './scope';

/** Which scorecard is shown, and whose services. */
export function ScopeFilters(props: {
  scorecards: readonly ScorecardDefinition[];
  chosen: string;
  end?: ReactNode;
}) {
  const { scorecards, chosen, end } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  return (
    <>
      <FilterBar end={end}>
        <Select
          className={styles.picker}
          size="small"
          label={t('page.scorecard')}
          options={scorecards.map(({ name, title }) => ({
            value: name,
            label: title,
          }))}
          value={chosen}
          // Checks and levels are the scorecard's own: none are kept.
          onChange={key =>
            url.set({
              scorecard: String(key),
              check: undefined,
              answer: undefined,
              level: undefined,
            })
          }
        />
        <OwnerFilter />
        <SystemFilter />
        <LifecycleFilter />
        <TagFilter />
        <ClearFilters names={scopeNames} />
      </FilterBar>
      <ChosenNode />
    </>
  );
}

/** The part of the organization that a link narrowed the page to; a press takes it away. */
function ChosenNode() {
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const url = useUrlState();
  const entityLink = useEntityRefLink();
  const node = url.get('node');
  if (!node) return null;
  const isEntity = node.includes(':');
  return (
    <div className={styles.row}>
      <Button
        size="small"
        variant="secondary"
        iconEnd={<RiCloseLine />}
        onPress={() => url.set({ node: undefined })}
      >
        {node === UNOWNED
          ? t('page.belowUnowned')
          : t('page.below', { name: entityName(node) })}
      </Button>
      {isEntity && <Link href={entityLink(node)}>{t('page.openNode')}</Link>}
    </div>
  );
}
