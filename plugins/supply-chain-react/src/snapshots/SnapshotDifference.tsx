import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useSupplyChainApi } from '../api/useSupplyChainApi';
import { Waiting } from '../frame';
import { useLoad } from '../hooks/useLoad';
import { ErrorNote } from '../states';
import { supplyChainTranslationRef } from '../translation';
import { DiffView } from './DiffView';

/**
 * What changed between two snapshots of an entity; nothing while either is
 * not chosen. Findings are linked with the query parameter `finding`.
 *
 * @public
 */
export function SnapshotDifference(props: {
  from: string | undefined;
  to: string | undefined;
}) {
  const { from, to } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const api = useSupplyChainApi();
  const diff = useLoad(to && from ? `${from}..${to}` : undefined, signal =>
    api.diffSnapshots({ id: to!, base: from! }, { signal }),
  );
  return (
    <>
      {diff.error && (
        <ErrorNote
          error={diff.error}
          what={t('diff.what')}
          onRetry={diff.reload}
        />
      )}
      {diff.loading && !diff.value && <Waiting label={t('diff.loading')} />}
      {diff.value && <DiffView diff={diff.value} />}
    </>
  );
}
