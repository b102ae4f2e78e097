import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonIcon, Link, Text, TextField } from '@backstage/ui';
import { RiCloseLine } from '@remixicon/react';
import { useState, type FormEvent } from 'react';
import { useUrlState } from '../../hooks/useUrlState';
import { supplyChainTranslationRef } from '../../translation';
import styles from '../findings.module.css';
import {
  changesTo,
  filtersOf,
  isSameView,
  LONGEST_NAME,
  MOST_VIEWS,
  namedViews,
  withView,
  type SavedView,
  type ViewFilters,
} from './findingViews';
import { useSavedViews } from './useSavedViews';

/** Views of a findings list, each a link that sets the filters; and how one keeps one's own. */
export function FindingViews() {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const { views, isKnown, save } = useSavedViews();
  const [failed, setFailed] = useState(false);
  const keep = (next: readonly SavedView[]) =>
    save(next).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  return (
    <nav aria-label={t('views.title')} className={styles.row}>
      <Text color="secondary">{t('views.title')}</Text>
      {namedViews.map(({ id, filters }) => (
        <ViewLink key={id} name={t(`views.${id}`)} filters={filters} />
      ))}
      {views.map(({ name, filters }) => (
        <span key={name} className={styles.view}>
          <ViewLink name={name} filters={filters} />
          {isKnown && (
            <ButtonIcon
              size="small"
              variant="tertiary"
              icon={<RiCloseLine />}
              aria-label={t('views.remove', { name })}
              onPress={() => keep(views.filter(one => one.name !== name))}
            />
          )}
        </span>
      ))}
      {isKnown && <SaveView views={views} onSave={keep} />}
      {failed && (
        <Text as="p" color="danger" role="alert">
          {t('views.failed')}
        </Text>
      )}
    </nav>
  );
}

function ViewLink({ name, filters }: { name: string; filters: ViewFilters }) {
  const url = useUrlState();
  const isShown = isSameView(filters, filtersOf(url));
  return (
    <Link
      href={url.href(changesTo(filters))}
      aria-current={isShown ? 'true' : undefined}
      weight={isShown ? 'bold' : 'regular'}
    >
      {name}
    </Link>
  );
}

/** Asks for a name; nothing where there is nothing to save, or it is saved already. */
function SaveView(props: {
  views: readonly SavedView[];
  onSave(views: readonly SavedView[]): void;
}) {
  const { views, onSave } = props;
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const [name, setName] = useState<string>();
  const filters = filtersOf(url);
  const known = [...namedViews, ...views].some(view =>
    isSameView(view.filters, filters),
  );
  if (known || Object.keys(filters).length === 0) return null;
  if (name === undefined) {
    return (
      <Button size="small" variant="tertiary" onPress={() => setName('')}>
        {t('views.save')}
      </Button>
    );
  }
  const trimmed = name.trim();
  const isFull =
    views.length >= MOST_VIEWS && views.every(view => view.name !== trimmed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (trimmed === '' || isFull) return;
    onSave(withView(views, { name: trimmed, filters }));
    setName(undefined);
  };
  return (
    <form ref={focusField} className={styles.view} onSubmit={submit}>
      <TextField
        size="small"
        aria-label={t('views.name')}
        placeholder={t('views.name')}
        value={name}
        onChange={setName}
        maxLength={LONGEST_NAME}
      />
      <Button size="small" type="submit" isDisabled={trimmed === '' || isFull}>
        {t('views.keep')}
      </Button>
      <Button
        size="small"
        variant="tertiary"
        onPress={() => setName(undefined)}
      >
        {t('views.cancel')}
      </Button>
      {isFull && (
        <Text as="p" color="secondary">
          {t('views.full', { count: MOST_VIEWS })}
        </Text>
      )}
    </form>
  );
}

/** Who asked for the form goes on in it: the button is gone. */
function focusField(form: HTMLFormElement | null) {
  form?.querySelector('input')?.focus();
}
