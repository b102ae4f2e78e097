import { type Located, readLocatedYaml } from '@safety-curtain/input';
import { listItems, mapEntries, textAt, valueAt } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { runDownloads } from './github';

const SCRIPTS = ['before_script', 'script', 'after_script'];

const COMMIT = /^[\da-f]{40}(?:[\da-f]{24})?$/i;

/** A pipeline of GitLab. */
export function inspectGitLab(text: string): Observation[] {
  const document = readLocatedYaml(text);
  const includes = inspectIncludes(valueAt(document, 'include'));
  const jobs = mapEntries(document)
    .filter(([name]) => name !== 'variables' && name !== 'include')
    .map(([name, { value }]) => [name, value] as const);
  const found = [['', document] as const, ...jobs].flatMap(([name, job]) => [
    ...inspectJob(name, job),
    ...inspectIncludes(valueAt(valueAt(job, 'trigger'), 'include')),
  ]);
  return [...includes, ...found];
}

/**
 * Configuration of elsewhere is run with the rights of this pipeline. GitLab's CI/CD YAML syntax
 * reference, `include`: an address may have an `integrity`, a project a `ref`, a component a
 * version after `@`.
 */
function inspectIncludes(include: Located | undefined): Observation[] {
  const all = include?.kind === 'list' ? include.items : [include];
  return all.flatMap(each => {
    const named = textOfInclude(each);
    if (!named) return [];
    const { at, pinned } = named;
    const what = withoutTokens(named.what);
    if (pinned) return [];
    return [
      {
        rule: 'unpinned-include',
        message: `What '${what.slice(
          0,
          120,
        )}' has is run here, and can be changed elsewhere: name a commit, or the integrity of an address.`,
        line: at.line,
        column: at.column,
        object: 'include',
        detail: what,
      },
    ];
  });
}

/** An address without its user, query and fragment, which may be tokens. */
function withoutTokens(what: string): string {
  return what
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#]*@/i, '$1')
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^?#]*)[?#].*$/is, '$1');
}

function textOfInclude(
  include: Located | undefined,
): { what: string; at: Located; pinned: boolean } | undefined {
  if (!include) return undefined;
  // A text alone is a file of this project, or an address.
  if (include.kind === 'text') {
    return /^https?:/i.test(include.text)
      ? { what: include.text, at: include, pinned: include.text.includes('$') }
      : undefined;
  }
  const remote = valueAt(include, 'remote');
  if (remote?.kind === 'text') {
    const pinned =
      textAt(include, 'integrity') !== undefined || remote.text.includes('$');
    return { what: remote.text, at: remote, pinned };
  }
  const project = valueAt(include, 'project');
  if (project?.kind === 'text') {
    const ref = textAt(include, 'ref') ?? '';
    // What a variable names is known where the pipeline runs.
    const pinned =
      COMMIT.test(ref) || ref.includes('$') || project.text.includes('$');
    return { what: project.text, at: project, pinned };
  }
  const component = valueAt(include, 'component');
  if (component?.kind === 'text') {
    const version = component.text.split('@').at(-1) ?? '';
    // The server is named by a variable in most; the project itself is as it is here.
    const pinned =
      COMMIT.test(version) ||
      version.includes('$') ||
      component.text.includes('$CI_PROJECT_PATH');
    return { what: component.text, at: component, pinned };
  }
  return undefined;
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
