import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { Claim } from '@safety-curtain/plugin-supply-chain-common';
import { isWebAddress } from '../../text';
import { supplyChainTranslationRef } from '../../translation';
import styles from '../findings.module.css';
import { Section } from '../../drawer/Section';

type Reference = NonNullable<Claim['references']>[number];

/** References of all records, each address once. What is no web address stays text. */
export function LinksSection({ claims }: { claims: readonly Claim[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const references = new Map<string, Reference>();
  for (const reference of claims.flatMap(claim => claim.references ?? [])) {
    if (!references.has(reference.url))
      references.set(reference.url, reference);
  }
  if (references.size === 0) return null;
  return (
    <Section title={t('drawer.links')}>
      <ul className={styles.list}>
        {[...references.values()].map(({ url, type }) => (
          <li key={url} className={styles.link}>
            {isWebAddress(url) ? (
              <Link href={url} target="_blank" rel="noopener noreferrer">
                {url}
              </Link>
            ) : (
              url
            )}{' '}
            ({type.toLocaleLowerCase()})
          </li>
        ))}
      </ul>
    </Section>
  );
}
