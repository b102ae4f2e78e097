import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, SearchField, Select } from '@backstage/ui';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useUrlState } from '../hooks/useUrlState';
import { supplyChainTranslationRef } from '../translation';
import styles from './lists.module.css';

const TYPING_PAUSE = 300;

/** A row of filters; `end` stands at its right. @public */
export function FilterBar(props: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className={styles.bar}>
      {props.children}
      {props.end && <div className={styles.end}>{props.end}</div>}
    </div>
  );
}

/** Free text that goes into the address when typing pauses. @public */
export function SearchFilter(props: {
  /** The query parameter. */
  name: string;
  label: string;
  placeholder?: string;
}) {
  const url = useUrlState();
  const inUrl = url.get(props.name) ?? '';
  const [text, setText] = useState(inUrl);
  const sent = useRef(inUrl);
  // The address may change by other means: the back button, a cleared filter.
  useEffect(() => {
    if (inUrl === sent.current) return;
    sent.current = inUrl;
    setText(inUrl);
  }, [inUrl]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === sent.current) return undefined;
    const timer = setTimeout(() => {
      sent.current = wanted;
      url.set({ [props.name]: wanted });
    }, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [text, url, props.name]);
  return (
    <SearchField
      className={styles.search}
      size="small"
      aria-label={props.label}
      placeholder={props.placeholder ?? props.label}
      value={text}
      onChange={setText}
    />
  );
}

/** One of the values that a filter takes. @public */
export interface FilterOption {
  value: string;
  label: string;
}

/** Any number of values of one field; none chosen means all. @public */
export function ChoicesFilter(props: {
  name: string;
  label: string;
  options: readonly FilterOption[];
  /** Offers a search field above the options. */
  searchable?: boolean;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  return (
    <Select
      className={styles.choice}
      size="small"
      label={props.label}
      placeholder={t('filter.all')}
      selectionMode="multiple"
      options={[...props.options]}
      search={
        props.searchable ? { placeholder: t('filter.search') } : undefined
      }
      value={url.getAll(props.name)}
      onChange={keys => url.set({ [props.name]: keys.map(String) })}
    />
  );
}

const ANY = 'any';

/** One value of one field, or any. @public */
export function ChoiceFilter(props: {
  name: string;
  label: string;
  options: readonly FilterOption[];
  /** The word for no choice; the first of the list. */
  anyLabel?: string;
}) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  const any = { value: ANY, label: props.anyLabel ?? t('filter.all') };
  return (
    <Select
      className={styles.choice}
      size="small"
      label={props.label}
      options={[any, ...props.options]}
      value={url.get(props.name) ?? ANY}
      onChange={key =>
        url.set({ [props.name]: key === ANY ? undefined : String(key) })
      }
    />
  );
}

/** Takes all of the named filters away; absent where none is set. @public */
export function ClearFilters({ names }: { names: readonly string[] }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const url = useUrlState();
  if (!names.some(name => url.get(name) !== undefined)) return null;
  const nothing = Object.fromEntries(names.map(name => [name, undefined]));
  return (
    <Button size="small" variant="tertiary" onPress={() => url.set(nothing)}>
      {t('filter.clear')}
    </Button>
  );
}
