import { contextsIn, expressionsIn, type Located } from '@safety-curtain/input';
import { listItems, valueAt } from '@safety-curtain/sbom';

const HOME = /(?:^|[\s"',[])self-hosted(?:$|[\s"',\]])/i;

/** Whether a job of a workflow of GitHub runs on a self-hosted runner, if need be by its matrix. */
export function runsAtHome(job: Located): boolean {
  const runsOn = valueAt(job, 'runs-on');
  const labels = runsOn?.kind === 'map' ? valueAt(runsOn, 'labels') : runsOn;
  return textsIn(labels).some(
    label =>
      label.toLowerCase() === 'self-hosted' ||
      matrixValues(job, label).some(value => HOME.test(value)),
  );
}

/** What a matrix gives for the expressions of a text. */
function matrixValues(job: Located, text: string): string[] {
  const matrix = valueAt(valueAt(job, 'strategy'), 'matrix');
  if (!matrix) return [];
  return expressionsIn(text)
    .flatMap(expression => contextsIn(expression.text))
    .filter(context => context.startsWith('matrix.'))
    .flatMap(context => {
      const [key, ...rest] = context.slice(7).split('.');
      const rows = [
        ...listItems(atKey(matrix, key)).map(item => at(item, rest)),
        ...listItems(valueAt(matrix, 'include')).map(item =>
          at(item, [key, ...rest]),
        ),
      ];
      return rows.flatMap(textsIn);
    });
}

function at(value: Located, path: readonly string[]): Located | undefined {
  return path.reduce<Located | undefined>(atKey, value);
}

/** Contexts name keys in any case. */
function atKey(value: Located | undefined, key: string): Located | undefined {
  if (value?.kind !== 'map') return undefined;
  const name = [...value.entries.keys()].find(
    each => each.toLowerCase() === key,
  );
  return name === undefined ? undefined : valueAt(value, name);
}

function textsIn(value: Located | undefined): string[] {
  const items = value?.kind === 'list' ? value.items : [value];
  return items.flatMap(item => (item?.kind === 'text' ? [item.text] : []));
}
