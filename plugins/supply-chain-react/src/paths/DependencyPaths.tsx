import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Skeleton, Text } from '@backstage/ui';
import type { PathList } from '@safety-curtain/plugin-supply-chain-common';
import { useState } from 'react';
import type { Loaded } from '../hooks/useLoad';
import { ErrorNote } from '../states';
import { CopyText, packageLabel } from '../text';
import { supplyChainTranslationRef } from '../translation';
import styles from './paths.module.css';

const SHOWN_AT_FIRST = 5;

/** One way from a service to a package. @public */
export type Path = PathList['paths'][number];

/** A path as one line that can be pasted anywhere: `a@1 > b@2 > c@3`. @public */
export function pathAsText(path: Path): string {
  return path.purls.map(packageLabel).join(' > ');
}

/**
 * How a package comes into a service: each path from what the service asks
 * for itself to the package, the shortest first.
 *
 * @public
 */
export function DependencyPaths({ paths }: { paths: Loaded<PathList> }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  const [all, setAll] = useState(false);
  if (paths.error) {
    return (
      <ErrorNote
        error={paths.error}
        what={t('paths.what')}
        onRetry={paths.reload}
      />
    );
  }
  if (!paths.value)
    return (
      <Skeleton height={48} role="status" aria-label={t('paths.loading')} />
    );
  const list = paths.value.paths;
  if (list.length === 0) {
    return (
      <Text as="p" color="secondary">
        {t('paths.none')}
      </Text>
    );
  }
  const shown = all ? list : list.slice(0, SHOWN_AT_FIRST);
  return (
    <>
      <ol className={styles.paths}>
        {shown.map((path, index) => (
          <PathItem key={index} path={path} />
        ))}
      </ol>
      {shown.length < list.length && (
        <div>
          <Button size="small" variant="tertiary" onPress={() => setAll(true)}>
            {t('paths.all', { number: String(list.length) })}
          </Button>
        </div>
      )}
      {paths.value.truncated && (
        <Text as="p" color="secondary" variant="body-small">
          {t('paths.truncated')}
        </Text>
      )}
    </>
  );
}

function PathItem({ path }: { path: Path }) {
  const { t } = useTranslationRef(supplyChainTranslationRef);
  return (
    <li className={styles.path}>
      <div className={styles.steps}>
        <code className={styles.code}>
          {path.purls.map((purl, index) => (
            <span key={index}>
              {index > 0 && <span className={styles.arrow}>{' > '}</span>}
              <span
                className={
                  index === path.purls.length - 1 ? styles.last : undefined
                }
              >
                {packageLabel(purl)}
              </span>
            </span>
          ))}
        </code>
        <Text as="p" variant="body-small" color="secondary">
          {t(path.purls.length > 1 ? 'paths.from' : 'paths.direct', {
            manifest: path.manifest,
            file: path.declaredIn,
          })}
        </Text>
      </div>
      <CopyText text={pathAsText(path)} label={t('paths.copy')} />
    </li>
  );
}
