import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type {
  Finding,
  FindingDecisionResult,
  FindingFilter,
} from '@safety-curtain/plugin-supply-chain-common';
import { useEffect, useState } from 'react';
import { SideDrawer } from '../drawer/SideDrawer';
import { formStyles } from '../forms';
import { useUrlState } from '../hooks/useUrlState';
import { useFormats, type Formats } from '../text';
import { supplyChainTranslationRef } from '../translation';
import { DecideForm } from './decide/DecideForm';
import { FindingDrawer } from './drawer/FindingDrawer';
import {
  FindingsTable,
  useFindingsList,
  type OptionalFindingColumn,
} from './FindingsTable';
import type { CursorList } from '../lists';

/** Of findings that can be decided about. @public */
export interface DecidableFindingsProps {
  list: CursorList<Finding>;
  /** The filter in force: what is chosen belongs to it. */
  filter: FindingFilter;
  hidden?: readonly OptionalFindingColumn[];
  empty?: { title: string; hint?: string };
  /** The drawer of a finding stands elsewhere on the page. */
  withoutDrawer?: boolean;
  /** Called when somebody decided about some of them. */
  onDecided?(): void;
}

/**
 * Findings, one a row: rows are chosen by mouse or keyboard and decided about
 * together.
 *
 * @public
 */
export function DecidableFindings(props: DecidableFindingsProps) {
  const { list, filter, hidden, empty, withoutDrawer, onDecided } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const url = useUrlState();
  const [ids, setIds] = useState<string[]>([]);
  /** All that the filter leaves, also what is on other pages. */
  const [everything, setEverything] = useState(false);
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<FindingDecisionResult>();
  const filterKey = JSON.stringify(filter);
  const choose = (rows: string[]) => {
    setIds(rows);
    setEverything(false);
  };
  // What another filter hides is not decided about unseen.
  useEffect(() => choose([]), [filterKey]);
  const done = (result: FindingDecisionResult) => {
    setOpen(false);
    choose([]);
    setOutcome(result);
    list.reload();
    onDecided?.();
  };
  const chosen = everything
    ? t('decide.everything', totalOf(list, formats))
    : t('decide.chosen', { count: ids.length });
  return (
    <>
      {(ids.length > 0 || outcome) && (
        <div className={formStyles.buttons}>
          {ids.length > 0 && (
            <>
              <Text as="p" role="status">
                {chosen}
              </Text>
              <Button
                size="small"
                variant="primary"
                onPress={() => setOpen(true)}
              >
                {t('decide.open')}
              </Button>
              {!everything && (
                <ChooseEverything
                  list={list}
                  ids={ids}
                  onChoose={() => setEverything(true)}
                />
              )}
              <Button
                size="small"
                variant="tertiary"
                onPress={() => choose([])}
              >
                {t('decide.chooseNone')}
              </Button>
            </>
          )}
          {outcome && ids.length === 0 && (
            <Text as="p" role="status">
              {t(`decide.done.${outcome.state}`)}
            </Text>
          )}
        </div>
      )}
      <FindingsTable
        list={list}
        hidden={hidden}
        empty={empty}
        selection={{ ids, onChange: choose }}
      />
      <SideDrawer
        open={open}
        onClose={() => setOpen(false)}
        label={t('decide.title')}
        head={
          <Text as="h2" variant="title-x-small">
            {chosen}
          </Text>
        }
      >
        <DecideForm
          subject={everything ? { filter } : { ids }}
          onDecided={done}
          onCancel={() => setOpen(false)}
        />
      </SideDrawer>
      {!withoutDrawer && (
        <FindingDrawer
          id={url.get('finding')}
          onClose={() => url.set({ finding: undefined })}
          onDecided={() => {
            list.reload();
            onDecided?.();
          }}
        />
      )}
    </>
  );
}

/** Once a whole page is chosen: all that match, where they are not too many. */
function ChooseEverything(props: {
  list: CursorList<Finding>;
  ids: readonly string[];
  onChoose(): void;
}) {
  const { list, ids, onChoose } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { total } = list;
  const rows = list.tableProps.data ?? [];
  const wholePage = rows.every(({ id }) => ids.includes(id));
  if (!total || !wholePage || total.count <= ids.length) return null;
  return total.atLeast ? (
    <Text as="p" color="secondary">
      {t('decide.tooMany', totalOf(list, formats))}
    </Text>
  ) : (
    <Button size="small" variant="secondary" onPress={onChoose}>
      {t('decide.chooseEverything', totalOf(list, formats))}
    </Button>
  );
}

function totalOf({ total }: CursorList<Finding>, formats: Formats) {
  return {
    total: total ? formats.total(total) : '',
    count: total?.count ?? 0,
  };
}

/** A list of findings of its own, with its drawer. @public */
export function FindingsOf(
  props: Omit<DecidableFindingsProps, 'list'> & { version?: number },
) {
  const list = useFindingsList(props.filter, props.version);
  return <DecidableFindings {...props} list={list} />;
}
