import { Cell, CellText } from '@backstage/ui';
import type { LicensedComponent } from '@safety-curtain/plugin-supply-chain-common';
import {
  directMessage,
  NameCell,
  StateMark,
  type ListColumn,
  type Translate as SharedTranslate,
  type Formats,
} from '@safety-curtain/plugin-supply-chain-react';
import { LicenseText } from '../marks/LicenseText';
import { VerdictMark } from '../marks/VerdictMark';
import type { Translate } from '../translation';

type Column = ListColumn<LicensedComponent>;

/**
 * The columns of a list of packages.
 *
 * @param options - `ofEntity`: the packages of one entity, with how they come
 * in; otherwise in how many services they are.
 */
export function packageColumns(options: {
  t: Translate;
  formats: Formats;
  shared: SharedTranslate;
  ofEntity: boolean;
}): Column[] {
  const { t, formats, shared, ofEntity } = options;
  const dependency: Column = {
    id: 'dependency',
    label: t('issues.dependency'),
    defaultWidth: 130,
    cell: ({ direct, scope }) => (
      <CellText
        title={scope ? shared(directMessage(direct)) : ''}
        description={scope && shared(`scope.${scope}`)}
      />
    ),
  };
  return [
    {
      id: 'name',
      label: t('packages.package'),
      isRowHeader: true,
      isSortable: true,
      defaultWidth: '2fr',
      minWidth: 150,
      cell: ({ name, version }) => (
        <NameCell name={name} description={version} />
      ),
    },
    {
      id: 'license',
      label: t('issues.license'),
      isSortable: true,
      defaultWidth: '2fr',
      minWidth: 150,
      cell: component => (
        <Cell>
          <LicenseText {...component} />
        </Cell>
      ),
    },
    {
      id: 'verdict',
      label: t('issues.verdict'),
      defaultWidth: 115,
      cell: ({ verdict }) => (
        <Cell>{verdict && <VerdictMark verdict={verdict} />}</Cell>
      ),
    },
    ofEntity ? dependency : servicesColumn(t, formats),
    upkeepColumn(t),
  ];
}

export function servicesColumn(t: Translate, formats: Formats): Column {
  return {
    id: 'services',
    label: t('packages.services'),
    defaultWidth: 105,
    cell: ({ services }) => <CellText title={formats.number(services)} />,
  };
}

function upkeepColumn(t: Translate): Column {
  return {
    id: 'upkeep',
    label: t('packages.age'),
    defaultWidth: '1fr',
    minWidth: 150,
    cell: component =>
      component.deprecated === undefined ? (
        <CellText {...upkeepText(component, t)} />
      ) : (
        <Cell>
          <span title={component.deprecated}>
            <StateMark tone="doubt">{t('packages.deprecated')}</StateMark>
          </span>
        </Cell>
      ),
  };
}

/** How far behind the newest version a package is; empty where that is not known. */
export function upkeepText(
  component: LicensedComponent,
  t: Translate,
): { title: string; description?: string } {
  const { versionsBehind, daysBehind, latestVersion } = component;
  if (versionsBehind === undefined) return { title: '' };
  if (versionsBehind === 0) return { title: t('packages.upToDate') };
  const notes = [
    daysBehind && t('packages.days', { count: daysBehind }),
    latestVersion && t('packages.latest', { version: latestVersion }),
  ].filter(Boolean);
  return {
    title: t('packages.behind', { count: versionsBehind }),
    description: notes.join(', ') || undefined,
  };
}
