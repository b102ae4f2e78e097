import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, CellText, Link, Text, type ColumnConfig } from '@backstage/ui';
import type {
  SbomQuality,
  UploadedSbom,
} from '@safety-curtain/plugin-supply-chain-common';
import {
  CopyText,
  SeverityFigures,
  useFormats,
  useUrlState,
  RowsTable,
} from '@safety-curtain/plugin-supply-chain-react';
import { useMemo } from 'react';
import { Part } from '../../organization/Part';
import { licenseComplianceTranslationRef } from '../../translation';
import styles from '../archive.module.css';

/** What became of an upload: its digest, its quality, what was found in it. */
export function UploadOutcome({ uploaded }: { uploaded: UploadedSbom }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const url = useUrlState();
  const { created, format, specVersion, components, sha256 } = uploaded;
  return (
    <>
      <Alert
        status="success"
        icon
        role="status"
        title={t(created ? 'upload.created' : 'upload.same')}
        description={t('upload.summary', {
          format,
          version: specVersion,
          packages: t('entity.packages', { count: components }),
        })}
      />
      <div className={styles.line}>
        <Text color="secondary">{t('upload.digest')}</Text>
        <code className={styles.code}>{sha256}</code>
        <CopyText text={sha256} label={t('upload.digest')} />
      </div>
      {uploaded.openFindings && (
        <SeverityFigures counts={uploaded.openFindings} />
      )}
      <Link href={url.href({ view: 'snapshots', entity: uploaded.entityRef })}>
        {t('upload.openSnapshot')}
      </Link>
      {uploaded.warnings.length > 0 && (
        <Part title={t('upload.warnings')}>
          <ul className={styles.list}>
            {uploaded.warnings.map((warning, index) => (
              <li key={index}>{warning}</li>
            ))}
          </ul>
        </Part>
      )}
      {uploaded.quality && <QualityPart quality={uploaded.quality} />}
      {uploaded.quality?.minimumElements && (
        <ElementsPart measured={uploaded.quality.minimumElements} />
      )}
    </>
  );
}

function QualityPart({ quality }: { quality: SbomQuality }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const columns = useMemo<ColumnConfig<SbomQuality['checks'][number]>[]>(
    () => [
      {
        id: 'check',
        label: t('upload.check'),
        isRowHeader: true,
        defaultWidth: '2fr',
        cell: check => <CellText title={check.title} />,
      },
      {
        id: 'passed',
        label: t('upload.passed'),
        defaultWidth: '1fr',
        cell: check => (
          <CellText
            title={t('upload.passedOf', {
              passed: formats.number(check.passed),
              of: formats.number(check.of),
            })}
          />
        ),
      },
      {
        id: 'advice',
        label: t('upload.advice'),
        defaultWidth: '3fr',
        cell: check => (
          <CellText title={check.passed < check.of ? check.advice ?? '' : ''} />
        ),
      },
    ],
    [t, formats],
  );
  const score = t('snapshots.qualityFigure', { score: String(quality.score) });
  return (
    <Part title={`${t('upload.quality')}: ${score}`}>
      <RowsTable
        data={quality.checks}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
    </Part>
  );
}

type MinimumElements = NonNullable<SbomQuality['minimumElements']>;
type MinimumElement = MinimumElements['elements'][number];

/** How the document stands by CISA's minimum elements, by their names. */
function ElementsPart({ measured }: { measured: MinimumElements }) {
  const { t } = useTranslationRef(licenseComplianceTranslationRef);
  const formats = useFormats();
  const columns = useMemo<ColumnConfig<MinimumElement>[]>(() => {
    const figure = (
      id: 'unknown' | 'withheld' | 'missing',
    ): ColumnConfig<MinimumElement> => ({
      id,
      label: t(`upload.${id}`),
      defaultWidth: '1fr',
      cell: element => <CellText title={formats.number(element[id])} />,
    });
    return [
      {
        id: 'name',
        label: t('upload.element'),
        isRowHeader: true,
        defaultWidth: '2fr',
        cell: element => <CellText title={element.name} />,
      },
      {
        id: 'stated',
        label: t('upload.stated'),
        defaultWidth: '1fr',
        cell: element => (
          <CellText
            title={t('upload.passedOf', {
              passed: formats.number(element.stated),
              of: formats.number(element.of),
            })}
          />
        ),
      },
      figure('unknown'),
      figure('withheld'),
      figure('missing'),
      {
        id: 'advice',
        label: t('upload.advice'),
        defaultWidth: '3fr',
        cell: element => (
          <CellText
            title={element.missing > 0 ? element.advice : ''}
            description={element.lackedBy.join(', ')}
          />
        ),
      },
    ];
  }, [t, formats]);
  const score = t('snapshots.qualityFigure', { score: String(measured.score) });
  return (
    <Part title={`${t('upload.elements')}: ${score}`}>
      <RowsTable
        data={measured.elements}
        columnConfig={columns}
        pagination={{ type: 'none' }}
      />
    </Part>
  );
}
