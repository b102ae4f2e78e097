import {
  storageApiRef,
  useApi,
  type StorageApi,
} from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { readViews, type SavedView } from './findingViews';

const BUCKET = 'supply-chain';
const KEY = 'finding-views';

type Stored = ReturnType<StorageApi['snapshot']>;

/** What a reader saved for himself or herself, where the portal keeps stars and the like. */
export function useSavedViews(): {
  views: readonly SavedView[];
  /** Whether the portal told what it keeps; until then what is saved would take its place. */
  isKnown: boolean;
  /** Rejects where it could not be kept. */
  save(views: readonly SavedView[]): Promise<void>;
} {
  const storage = useApi(storageApiRef);
  const bucket: StorageApi = useMemo(
    () => storage.forBucket(BUCKET),
    [storage],
  );
  const [stored, setStored] = useState<Stored>(() => bucket.snapshot(KEY));
  useEffect(() => {
    const subscription = bucket.observe$(KEY).subscribe(setStored);
    return () => subscription.unsubscribe();
  }, [bucket]);
  const save = useCallback(
    (views: readonly SavedView[]) =>
      bucket.set(
        KEY,
        views.map(({ name, filters }) => ({
          name,
          filters: Object.fromEntries(
            Object.entries(filters).map(([key, values]) => [key, [...values]]),
          ),
        })),
      ),
    [bucket],
  );
  const views = useMemo(() => readViews(stored.value), [stored]);
  return { views, isKnown: stored.presence !== 'unknown', save };
}
