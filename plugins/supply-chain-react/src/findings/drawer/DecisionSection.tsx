import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type {
  Decision,
  FindingDecisionResult,
  FindingDetail,
} from '@safety-curtain/plugin-supply-chain-common';
import { useState } from 'react';
import { Facts, Section } from '../../drawer/Section';
import { entityName, ExactTime } from '../../text';
import { supplyChainTranslationRef } from '../../translation';
import { DecideForm } from '../decide/DecideForm';

/** What was decided about a finding, and the form that decides. */
export function DecisionSection(props: {
  detail: FindingDetail;
  onDecided(): void;
}) {
  const { detail, onDecided } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { finding, decision, alsoSaid = [] } = detail;
  const [open, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<FindingDecisionResult>();
  return (
    <Section title={t('decide.section')}>
      {finding.needsReview && (
        <Text as="p" role="note" weight="bold">
          {t('decide.needsReview', { versions: finding.versions.join(', ') })}
        </Text>
      )}
      {decision ? (
        <DecisionFacts decision={decision} />
      ) : (
        <Text as="p">{t('decide.nobody')}</Text>
      )}
      {alsoSaid.length > 0 && (
        <>
          <Text as="p">{t('decide.alsoSaid')}</Text>
          {alsoSaid.map(one => (
            <DecisionFacts key={one.id} decision={one} />
          ))}
        </>
      )}
      {outcome && (
        <Text as="p" role="status">
          {t(`decide.done.${outcome.state}`)}
        </Text>
      )}
      {finding.state !== 'resolved' && !open && (
        <div>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setOpen(true)}
          >
            {t(decision ? 'decide.again' : 'decide.open')}
          </Button>
        </div>
      )}
      {open && (
        <DecideForm
          subject={{
            ids: [finding.id],
            everywhere: {
              advisory: finding.advisory,
              ...(finding.package !== undefined && {
                package: {
                  ecosystem: finding.ecosystem ?? '',
                  name: finding.package,
                },
              }),
            },
          }}
          onCancel={() => setOpen(false)}
          onDecided={result => {
            setOpen(false);
            setOutcome(result);
            onDecided();
          }}
        />
      )}
    </Section>
  );
}

function DecisionFacts({ decision }: { decision: Decision }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { analysis, reason, author, approver, endsAt, endsWhen } = decision;
  if (!analysis) return null;
  const { state, justification, responses = [] } = analysis;
  return (
    <Facts>
      <dt>{t('decisions.verdict')}</dt>
      <dd>
        {[
          t(`analysis.${state}`),
          justification && t(`justification.${justification}`),
          ...responses.map(one => t(`response.${one}`)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </dd>
      <dt>{t('decisions.reason')}</dt>
      <dd>{reason}</dd>
      <dt>{t('decisions.author')}</dt>
      <dd>
        {entityName(author)}
        {approver &&
          approver !== author &&
          ` (${t('decide.approvedBy', { who: entityName(approver) })})`}
      </dd>
      <dt>{t('decisions.ends')}</dt>
      <dd>
        {endsAt && <ExactTime iso={endsAt} />}
        {endsWhen && t(`decide.endings.${endsWhen}`)}
        {!endsAt && !endsWhen && t('decisions.endless')}
      </dd>
    </Facts>
  );
}
