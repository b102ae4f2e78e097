import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { TargetDetail } from '@safety-curtain/plugin-supply-chain-common';
import {
  CsvButton,
  DecidableFindings,
  findingFilterNames,
  findingFilterOf,
  FindingFilters,
  supplyChainTranslationRef,
  useFindingsList,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useCallback } from 'react';

const noState = ['state', 'service'] as const;
const noService = ['service'] as const;

/** The findings of one service. */
export function FindingsView(props: {
  detail: TargetDetail;
  version: number;
  onDecided(): void;
}) {
  const { target, snapshot } = props.detail;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const url = useUrlState();
  const filter = { ...findingFilterOf(url), entityRef: target.entityRef };
  const filterKey = JSON.stringify(filter);
  const list = useFindingsList(filter, props.version);
  const getCsv = useCallback(
    () => api.exportFindings(JSON.parse(filterKey)),
    [api, filterKey],
  );
  const unfiltered = findingFilterNames.every(name => !url.get(name));
  const clean = snapshot !== undefined && target.health === 'ok';
  const key = clean ? 'clean' : 'unread';
  return (
    <>
      <FindingFilters
        end={
          <CsvButton
            what="findings"
            query={filter}
            fetchFile={getCsv}
            isDisabled={!list.total?.count}
          />
        }
      />
      <DecidableFindings
        list={list}
        filter={filter}
        withoutDrawer
        onDecided={props.onDecided}
        hidden={url.get('state') ? noService : noState}
        empty={
          unfiltered
            ? {
                title: t(`entityFindings.${key}`),
                hint: t(`entityFindings.${key}Hint`),
              }
            : undefined
        }
      />
    </>
  );
}
