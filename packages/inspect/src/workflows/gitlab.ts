import { type Located, readLocatedYaml } from '@safety-curtain/input';
import { listItems, mapEntries, valueAt } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { runDownloads } from './github';

const SCRIPTS = ['before_script', 'script', 'after_script'];

/** A pipeline of GitLab. */
export function inspectGitLab(text: string): Observation[] {
  const document = readLocatedYaml(text);
  const jobs = mapEntries(document)
    .filter(([name]) => name !== 'variables' && name !== 'include')
    .map(([name, { value }]) => [name, value] as const);
  return [['', document] as const, ...jobs].flatMap(([name, job]) =>
    inspectJob(name, job),
  );
}

function inspectJob(object: string, job: Located): Observation[] {
  const found: Observation[] = [];
  const services = listItems(valueAt(job, 'services'));
  for (const image of [valueAt(job, 'image'), ...services]) {
    const named = image?.kind === 'text' ? image : valueAt(image, 'name');
    // What a variable names is known where the pipeline runs.
    if (named?.kind !== 'text' || /@sha256:|\$/.test(named.text)) continue;
    found.push({
      rule: 'unpinned-image',
      message: `'${named.text.slice(
        0,
        120,
      )}' can be moved to another image: name its digest.`,
      line: named.line,
      column: named.column,
      object,
      detail: named.text.split(':', 1)[0],
    });
  }
  for (const key of SCRIPTS) {
    const script = valueAt(job, key);
    const lines = script?.kind === 'list' ? script.items : [script];
    for (const each of lines) {
      if (each?.kind === 'text') {
        found.push(...runDownloads(each.text, each.line, object));
      }
    }
  }
  return found;
}
