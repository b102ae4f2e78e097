import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Card, CardBody, Text, TextField } from '@backstage/ui';
import { RiSearchLine } from '@remixicon/react';
import type { UsageFilter } from '@safety-curtain/plugin-supply-chain-common';
import {
  supplyChainTranslationRef,
  useUrlState,
} from '@safety-curtain/plugin-supply-chain-react';
import { useEffect, useState, type FormEvent } from 'react';
import styles from '../organisation.module.css';
import { termKind, termOf, termQuery } from './searchTerm';

/** Asks for a package, package URL or advisory; the answer's address is this page's. */
export function UsageForm({ filter }: { filter: UsageFilter }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const askedTerm = termOf(filter);
  const asked = askedTerm?.text ?? '';
  const askedVersions = filter.versions ?? '';
  const [term, setTerm] = useState(asked);
  const [versions, setVersions] = useState(askedVersions);
  // The address may change by a link or the back button.
  useEffect(() => setTerm(asked), [asked]);
  useEffect(() => setVersions(askedVersions), [askedVersions]);
  const text = term.trim();
  // What a link asked for keeps its meaning until it is written anew.
  const kind = text === asked && askedTerm ? askedTerm.kind : termKind(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text) return;
    url.set(
      {
        ...termQuery({ kind, text }),
        versions: versions.trim() || undefined,
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
              {text
                ? t('usages.readAs', { kind: t(`usages.kind.${kind}`) })
                : t('usages.hint')}
            </Text>
          </div>
          <div className={styles.form}>
            <TextField
              className={styles.term}
              size="small"
              label={t('usages.term')}
              placeholder={t('usages.placeholder')}
              value={term}
              onChange={setTerm}
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
