import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { FindingDetail } from '@safety-curtain/plugin-supply-chain-common';
import { SeverityMark } from '../../severity';
import { supplyChainTranslationRef, type Translate } from '../../translation';
import { Facts, Section } from '../../drawer/Section';
import { useFormats, type Formats } from '../../text';

/** How bad it is: the score and its parts, the odds, what attackers do. */
export function ScoreSection(props: { of: KnownVulnerability }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const { vulnerability, scoreBreakdown = [], exploited, epssData } = props.of;
  return (
    <Section title={t('drawer.howBad')}>
      <Facts>
        <dt>{t('findings.severity')}</dt>
        <dd>
          <SeverityMark
            severity={vulnerability.severity}
            score={vulnerability.score}
          />
        </dd>
        {scoreBreakdown.map(({ metric, value }) => (
          <Fact key={metric} term={metric} value={value} />
        ))}
        <Fact term={t('drawer.epss')} value={odds(t, formats, vulnerability)} />
        {epssData?.modelVersion && (
          <Fact
            term={t('drawer.epssModel')}
            value={
              epssData.asOf
                ? t('drawer.epssModelOf', {
                    model: epssData.modelVersion,
                    day: formats.day(epssData.asOf, 'UTC'),
                  })
                : epssData.modelVersion
            }
          />
        )}
        {exploited && <ExploitFacts exploited={exploited} />}
      </Facts>
      {!exploited && (
        <Text as="p" color="secondary" variant="body-small">
          {t('drawer.notListed')}
        </Text>
      )}
    </Section>
  );
}

type KnownVulnerability = NonNullable<FindingDetail['vulnerability']>;
type Exploited = NonNullable<KnownVulnerability['exploited']>;

/** What the catalog of known exploited vulnerabilities says. */
function ExploitFacts({ exploited }: { exploited: Exploited }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <>
      <Fact
        term={t('drawer.knownExploited')}
        value={t('drawer.listedSince', { date: exploited.dateAdded })}
      />
      {exploited.dueDate && (
        <Fact term={t('drawer.dueDate')} value={exploited.dueDate} />
      )}
      {exploited.ransomware !== undefined && (
        <Fact
          term={t('drawer.ransomware')}
          value={exploited.ransomware ? t('filter.yes') : t('drawer.unknown')}
        />
      )}
      {exploited.requiredAction && (
        <Fact
          term={t('drawer.requiredAction')}
          value={exploited.requiredAction}
        />
      )}
    </>
  );
}

function Fact({ term, value }: { term: string; value: string }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  );
}

function odds(
  t: Translate,
  formats: Formats,
  vulnerability: KnownVulnerability['vulnerability'],
): string {
  if (vulnerability.epss === undefined) return t('findings.unrated');
  const chance = formats.probability(vulnerability.epss);
  return vulnerability.epssPercentile === undefined
    ? t('drawer.epssChance', { chance })
    : t('drawer.epssRank', {
        chance,
        rank: `${Math.floor(vulnerability.epssPercentile * 100)}%`,
      });
}
