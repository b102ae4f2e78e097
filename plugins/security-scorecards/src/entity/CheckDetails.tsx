import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  ScorecardCheck,
  ServiceCheck,
} from '@safety-curtain/plugin-supply-chain-common';
import { Facts, RelativeTime } from '@safety-curtain/plugin-supply-chain-react';
import type { ReactNode } from 'react';
import { ExemptionForm } from '../exemptions/ExemptionForm';
import { ExemptionNote } from '../exemptions/ExemptionNote';
import { useLinks } from '../links';
import type { AskedCheck } from '../marks/checks';
import { securityScorecardsTranslationRef } from '../translation';
import styles from './entity.module.css';
import { EvidenceList } from './EvidenceList';
import type { CheckContext } from './checkContext';

/** Why the answer of one check is what it is, what to do, and whom it serves. */
export function CheckDetails(props: {
  asked: AskedCheck;
  context: CheckContext;
}) {
  const { asked, context } = props;
  const { check, outcome } = asked;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const links = useLinks();
  const proposed = context.proposed.get(check.id);
  const open = outcome.result !== 'pass' && outcome.result !== 'notApplicable';
  return (
    <div className={styles.details}>
      <ExemptionNote outcome={outcome} entityRef={context.entityRef} />
      <EvidenceList outcome={outcome} entityRef={context.entityRef} />
      {open && (
        <Text as="p">
          <strong>{t('check.advice')}:</strong> {check.advice}
        </Text>
      )}
      <CheckFacts check={check} outcome={outcome} />
      {proposed && (
        <Text as="p">
          {t('exemption.waits')}{' '}
          <Link
            href={links.scorecards(context.entityRef, {
              scorecard: context.scorecard.name,
              decision: proposed.id,
            })}
          >
            {t('exemption.open')}
          </Link>
        </Text>
      )}
      {open && context.mayExempt && !outcome.exempted && !proposed && (
        <ExemptionForm check={check} context={context} />
      )}
    </div>
  );
}

function CheckFacts(props: { check: ScorecardCheck; outcome: ServiceCheck }) {
  const { check, outcome } = props;
  const { t } = useTranslationRef(securityScorecardsTranslationRef);
  const options = Object.entries(check.options);
  const facts: [string, ReactNode][] = [
    [t('check.sinceLabel'), <RelativeTime iso={outcome.since} />],
    [t('check.weight'), t('check.weightOf', { weight: `${check.weight}` })],
  ];
  if (outcome.score !== undefined) {
    facts.push([
      t('check.score'),
      t('check.scoreOf', { score: `${outcome.score}` }),
    ]);
  }
  if (options.length > 0) {
    facts.push([
      t('check.thresholds'),
      options.map(([name, value]) => `${name}: ${value}`).join(', '),
    ]);
  }
  if (check.controls.length > 0) {
    facts.push([t('check.controls'), controlsText(check.controls)]);
  }
  return (
    <Facts>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </Facts>
  );
}

/** Controls under their frameworks: `NIST SSDF 1.1: PW.4.1, PW.4.4; …`. */
function controlsText(controls: ScorecardCheck['controls']): string {
  const byFramework = new Map<string, string[]>();
  for (const { title, id } of controls) {
    byFramework.set(title, [...(byFramework.get(title) ?? []), id]);
  }
  return [...byFramework]
    .map(([title, ids]) => `${title}: ${ids.join(', ')}`)
    .join('; ');
}
