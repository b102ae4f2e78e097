import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Accordion,
  AccordionPanel,
  AccordionTrigger,
  Link,
  Text,
} from '@backstage/ui';
import type { TargetImage } from '@safety-curtain/plugin-supply-chain-common';
import {
  Facts,
  isWebAddress,
  ProvenanceMark,
  RelativeTime,
  supplyChainTranslationRef,
  type Translate,
} from '@safety-curtain/plugin-supply-chain-react';
import { Fragment, type ReactNode } from 'react';
import styles from './entity.module.css';

/** The images that a service is shipped as, and what their registries tell of them. */
export function Images({ images }: { images: readonly TargetImage[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  if (images.length === 0) return null;
  return (
    <Accordion>
      <AccordionTrigger
        level={2}
        title={t('images.title')}
        subtitle={images
          .map(one => `${one.image}: ${stateOf(one, t)}`)
          .join('; ')}
      />
      <AccordionPanel>
        <ul className={styles.images} aria-label={t('images.title')}>
          {images.map(one => (
            <li key={one.path}>
              <ImageFacts image={one} />
            </li>
          ))}
        </ul>
      </AccordionPanel>
    </Accordion>
  );
}

/** In few words: what is known of its packages. */
function stateOf(image: TargetImage, t: Translate): string {
  if (image.error) return t('images.failed');
  if (image.sbom === 'none') return t('images.noSbom');
  if (image.sbom === 'failed') return t('images.unreadable');
  if (image.sbom === undefined) return t('images.pending');
  return t('images.packages', { count: image.components });
}

function ImageFacts({ image }: { image: TargetImage }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { error, sbom, lookedAt, components } = image;
  return (
    <>
      <Text as="h3" weight="bold">
        {image.image}
      </Text>
      {error && (
        <Text as="p" weight="bold" role="note">
          {t('images.failedBecause', { reason: error })}
        </Text>
      )}
      {sbom === 'none' && (
        <Text as="p" role="note">
          {t('images.noSbomHint')}
        </Text>
      )}
      {sbom === 'failed' && (
        <Text as="p" role="note">
          {t('images.unreadableBecause', { reason: image.sbomReason ?? '' })}
        </Text>
      )}
      {(error || sbom === 'none' || sbom === 'failed') && components > 0 && (
        <Text as="p" color="secondary">
          {t('images.earlier', { count: components })}
        </Text>
      )}
      <Facts>
        {factsOf(image, t).map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
      </Facts>
      {lookedAt && (
        <Text as="p" variant="body-small" color="secondary">
          {t('images.looked')} <RelativeTime iso={lookedAt} />
        </Text>
      )}
    </>
  );
}

function factsOf(image: TargetImage, t: Translate) {
  const { base, source } = image;
  const facts: [string, ReactNode][] = [
    [t('images.packagesLabel'), stateOf({ ...image, error: undefined }, t)],
    [t('images.digest'), image.imageDigest],
    [t('images.platform'), image.platform],
    [t('images.base'), [base?.name, base?.digest].filter(Boolean).join(' ')],
    [t('images.version'), image.version],
    [
      t('images.source'),
      source && isWebAddress(source) ? (
        <Link href={source}>{source}</Link>
      ) : (
        source
      ),
    ],
    [t('images.revision'), image.revision],
    [
      t('images.created'),
      image.createdAt && <RelativeTime iso={image.createdAt} />,
    ],
    [t('images.signature'), image.lookedAt && signatureOf(image, t)],
  ];
  return facts.filter(([, value]) => Boolean(value));
}

/** What it is worth, where the portal verifies; else how many there are. */
function signatureOf(
  { provenance, signatures = 0 }: TargetImage,
  t: Translate,
) {
  if (provenance) {
    return (
      <>
        <ProvenanceMark outcome={provenance.outcome} /> {provenance.reason}
      </>
    );
  }
  return signatures > 0
    ? t('images.signed', { count: signatures })
    : t('images.notSigned');
}
