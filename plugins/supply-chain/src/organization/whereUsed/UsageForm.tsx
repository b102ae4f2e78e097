import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, Text, TextField } from '@backstage/ui';
import { RiSearchLine } from '@remixicon/react';
import type { UsageFilter } from '@safety-curtain/plugin-supply-chain-common';
import {
  supplyChainTranslationRef,
  useFormats,
  useUrlState,
  type Translate,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { useEffect, useState, type FormEvent } from 'react';
import styles from '../organization.module.css';
import {
  readTerms,
  splitVersion,
  termsOf,
  termsQuery,
  termsText,
  type Term,
} from './searchTerm';

/** Asks for packages, package URLs or advisories; the answer's address is this page's. */
export function UsageForm({ filter }: { filter: UsageFilter }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const formats = useFormats();
  const url = useUrlState();
  const askedTerms = termsOf(filter);
  const asked = termsText(askedTerms);
  const askedVersions = filter.versions ?? '';
  const [text, setText] = useState(asked);
  const [versions, setVersions] = useState(askedVersions);
  // The address may change by a link or the back button.
  useEffect(() => setText(asked), [asked]);
  useEffect(() => setVersions(askedVersions), [askedVersions]);
  const terms = readTerms(text, askedTerms);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (terms.length === 0) return;
    const asking = splitVersion(terms, versions.trim());
    url.set(
      {
        ...termsQuery(asking.terms),
        versions: asking.versions || undefined,
      },
      { push: true },
    );
  };
  return (
    <Card>
      <CardBody>
        <form className={styles.section} onSubmit={submit} role="search">
          <div>
            <Text as="h2" variant="title-x-small">
              {t('usages.title')}
            </Text>
            <Text as="p" color="secondary">
              {terms.length > 0
                ? t('usages.readAs', { kinds: kindsOf(t, formats, terms) })
                : t('usages.hint')}
            </Text>
          </div>
          <div className={styles.form}>
            <TextField
              className={styles.term}
              size="small"
              label={t('usages.term')}
              placeholder={t('usages.placeholder')}
              value={text}
              onChange={setText}
            />
            <TextField
              className={styles.versions}
              size="small"
              label={t('usages.versions')}
              placeholder={t('usages.versionsPlaceholder')}
              value={versions}
              onChange={setVersions}
            />
            <Button
              type="submit"
              variant="primary"
              iconStart={<RiSearchLine />}
            >
              {t('usages.search')}
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}

/** `2 advisory IDs and a package name`, each kind once. */
function kindsOf(
  t: Translate,
  formats: Formats,
  terms: readonly Term[],
): string {
  const counts = new Map<Term['kind'], number>();
  for (const { kind } of terms) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return formats.list(
    [...counts].map(([kind, count]) => t(`usages.kind.${kind}`, { count })),
  );
}
