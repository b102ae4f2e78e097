import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Provenance } from '@safety-curtain/plugin-supply-chain-common';
import type { ReactNode } from 'react';
import { Facts, Section } from '../drawer/Section';
import { isWebAddress, RelativeTime } from '../text';
import { supplyChainTranslationRef } from '../translation';
import { ProvenanceMark } from './ProvenanceMark';

/** Facts that are texts, in the order in which they are shown. */
const facts = [
  'identity',
  'issuer',
  'key',
  'builder',
  'sourceRef',
  'sourceRevision',
  'workflow',
] as const;

/** Where a package version comes from, who says so, and as of when. @public */
export function ProvenanceSection({ provenance }: { provenance: Provenance }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { outcome, reason, level, sourceRepository, run } = provenance;
  const { signedAt, checkedAt, error } = provenance;
  return (
    <Section title={t('provenance.title')}>
      {outcome && <ProvenanceMark outcome={outcome} />}
      {outcome !== 'verified' && reason && <Text as="p">{reason}</Text>}
      <Facts>
        {sourceRepository && (
          <FactLine title={t('provenance.sourceRepository')}>
            <Address of={sourceRepository} />
          </FactLine>
        )}
        {facts.map(
          name =>
            provenance[name] && (
              <FactLine key={name} title={t(`provenance.${name}`)}>
                {provenance[name]}
              </FactLine>
            ),
        )}
        {run && (
          <FactLine title={t('provenance.run')}>
            <Address of={run} />
          </FactLine>
        )}
        {level !== undefined && (
          <FactLine title={t('provenance.level')}>
            {t('provenance.levelText', { level: String(level) })}
          </FactLine>
        )}
        {signedAt && (
          <FactLine title={t('provenance.signed')}>
            <RelativeTime iso={signedAt} />
          </FactLine>
        )}
        {checkedAt && (
          <FactLine title={t('provenance.checked')}>
            <RelativeTime iso={checkedAt} />
          </FactLine>
        )}
      </Facts>
      {error && (
        <Text as="p" color="secondary">
          {t('provenance.error', { error })}
        </Text>
      )}
    </Section>
  );
}

function FactLine(props: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{props.title}</dt>
      <dd>{props.children}</dd>
    </>
  );
}

/** What a statement calls an address may be anything. */
function Address({ of: address }: { of: string }) {
  return isWebAddress(address) ? (
    <Link href={address} target="_blank" rel="noopener noreferrer">
      {address}
    </Link>
  ) : (
    address
  );
}
