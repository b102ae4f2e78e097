import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, Text } from '@backstage/ui';
import {
  ErrorNote,
  SnapshotDifference,
  useFormats,
  useLoad,
  useSupplyChainApi,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { licenseComplianceTranslationRef } from '../../translation';
import styles from '../archive.module.css';
import { snapshotLabel } from './snapshotLabel';

/**
 * What changed between the two snapshots in the address, `base` and `with`;
 * while only one is chosen, it asks for the other.
 */
export function ComparePart() {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const api = useSupplyChainApi();
  const url = useUrlState();
  const base = url.get('base');
  const other = url.get('with');
  const chosen = useLoad(base && `${base} ${other ?? ''}`, signal =>
    Promise.all(
      [base, other].map(id =>
        id ? api.getSnapshot({ id }, { signal }) : undefined,
      ),
    ),
  );
  if (!base) return null;
  const [first, second] = chosen.value ?? [];
  // The older of the two comes first, in whichever order they were chosen.
  const [from, to] =
    first && second && second.createdAt < first.createdAt
      ? [second, first]
      : [first, second];
  return (
    <Card>
      <CardBody>
        <section
          aria-label={t('snapshots.difference')}
          className={styles.stack}
        >
          <div className={styles.line}>
            <Text as="h2" variant="body-large" weight="bold">
              {from && to
                ? t('snapshots.differenceBetween', {
                    from: snapshotLabel(from, formats),
                    to: snapshotLabel(to, formats),
                  })
                : t('snapshots.difference')}
            </Text>
            <Button
              size="small"
              variant="tertiary"
              onPress={() =>
                url.set({ base: undefined, baseOf: undefined, with: undefined })
              }
            >
              {t('snapshots.endCompare')}
            </Button>
          </div>
          {chosen.error && (
            <ErrorNote
              error={chosen.error}
              what={t('snapshots.what')}
              onRetry={chosen.reload}
            />
          )}
          {!other && (
            <Text as="p" role="status">
              {first && `${snapshotLabel(first, formats)}. `}
              {t('snapshots.chooseSecond')}
            </Text>
          )}
          {from && to && <SnapshotDifference from={from.id} to={to.id} />}
        </section>
      </CardBody>
    </Card>
  );
}
