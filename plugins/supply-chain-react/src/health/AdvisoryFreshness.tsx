import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  AdvisoryData,
  AdvisorySourceAge,
} from '@safety-curtain/plugin-supply-chain-common';
import { RelativeTime, useFormats } from '../text';
import { supplyChainTranslationRef } from '../translation';
import { StateMark } from './StateMark';
import styles from './health.module.css';

/**
 * How old the data is that findings come from. What is out of date says so,
 * and what it means; an example is named as one and never as current.
 *
 * @public
 */
export function AdvisoryFreshness({ data }: { data: AdvisoryData }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { asOf, examples, failing, sources, stale } = data;
  const example = examples.find(({ kind }) => kind === 'osv') ?? examples[0];
  const isExample = example?.kind === 'osv' && example.dataAsOf === asOf;
  return (
    <div className={styles.freshness}>
      {example && <ExampleLine example={example} />}
      {!isExample && (
        <Text as="p" variant="body-small">
          {asOf
            ? t('freshness.asOf', { when: <RelativeTime iso={asOf} /> })
            : t('freshness.unknown')}
        </Text>
      )}
      {stale.map(source => (
        <StaleLine key={source.id} source={source} />
      ))}
      {failing > 0 && (
        <Text as="p" variant="body-small" color="danger">
          {t('freshness.failing', { count: failing, sources: String(sources) })}
        </Text>
      )}
    </div>
  );
}

function ExampleLine({ example }: { example: AdvisorySourceAge }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { dataAsOf } = example;
  return (
    <Text as="p" variant="body-small" title={t('freshness.exampleHint')}>
      {dataAsOf ? (
        <time dateTime={dataAsOf}>
          {t('freshness.example', {
            day: formats.day(dataAsOf, 'utc'),
          })}
        </time>
      ) : (
        t('freshness.exampleUnread')
      )}
    </Text>
  );
}

function StaleLine({ source }: { source: AdvisorySourceAge }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { dataAsOf, kind, oldestPart } = source;
  const title = oldestPart ? `${source.title} (${oldestPart})` : source.title;
  return (
    <div>
      <StateMark tone="doubt">
        {dataAsOf
          ? t('freshness.stale', {
              title,
              when: <RelativeTime iso={dataAsOf} />,
            })
          : t('freshness.staleUnknown', { title })}
      </StateMark>
      <Text as="p" variant="body-small" color="secondary">
        {t(`freshness.means.${kind}`)}
      </Text>
    </div>
  );
}
