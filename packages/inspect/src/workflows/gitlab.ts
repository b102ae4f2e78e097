import { type Located, readLocatedYaml } from '@safety-curtain/input';
import { listItems, mapEntries, textAt, valueAt } from '@safety-curtain/sbom';
import type { Observation } from '../inspector';
import { evaluatedValuesIn } from './evaluated';
import { runDownloads } from './github';
import { inspectVariables, isDockerInDocker } from './gitlabVariables';
import { checksIn } from './ignoredChecks';

const SCRIPTS = ['before_script', 'script', 'after_script'];

const COMMIT = /^[\da-f]{40}(?:[\da-f]{24})?$/i;

/** A pipeline of GitLab. */
export function inspectGitLab(text: string): Observation[] {
  const document = readLocatedYaml(text);
  const includes = inspectIncludes(valueAt(document, 'include'));
  const jobs = mapEntries(document)
    .filter(([name]) => name !== 'variables' && name !== 'include')
    .map(([name, { value }]) => [name, value] as const);
  const holders = [['', document] as const, ...jobs];
  const services = holders.flatMap(([, holder]) => servicesOf(holder));
  const beside = {
    services: services.length > 0,
    docker: services.some(service => isDockerInDocker(service.text)),
  };
  const found = holders.flatMap(([name, job]) => [
    ...inspectJob(name, job),
    ...inspectVariables(name, job, beside),
    ...inspectIncludes(valueAt(valueAt(job, 'trigger'), 'include')),
  ]);
  return onceEach([...includes, ...found]);
}

/** What a job takes from a template is there once, though it counts for both. */
function onceEach(all: readonly Observation[]): Observation[] {
  const seen = new Set<string>();
  return all.filter(({ rule, line, column, detail }) => {
    const key = JSON.stringify([rule, line, column, detail]);
    return !seen.has(key) && seen.add(key);
  });
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

/** The images that run beside a job. */
function servicesOf(job: Located): (Located & { kind: 'text' })[] {
  return listItems(valueAt(job, 'services')).flatMap(service => {
    const named = service.kind === 'text' ? service : valueAt(service, 'name');
    return named?.kind === 'text' ? [named] : [];
  });
}

function inspectJob(object: string, job: Located): Observation[] {
  const found: Observation[] = [];
  const image = valueAt(job, 'image');
  const own = image?.kind === 'text' ? image : valueAt(image, 'name');
  for (const named of [own, ...servicesOf(job)]) {
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
  const mayFail = textAt(job, 'allow_failure') === 'true' && !isReported(job);
  for (const key of SCRIPTS) {
    for (const each of textsIn(valueAt(job, key))) {
      found.push(...inspectScript(each, object, mayFail));
    }
  }
  return found;
}

/** Lines of a script; lists within it are what it refers to. */
function textsIn(script: Located | undefined): (Located & { kind: 'text' })[] {
  if (script?.kind === 'text') return [script];
  return listItems(script).flatMap(textsIn);
}

/** Whether what a job finds is shown and judged elsewhere: "artifacts:reports" (docs.gitlab.com). */
function isReported(job: Located): boolean {
  return valueAt(valueAt(job, 'artifacts'), 'reports') !== undefined;
}

function inspectScript(
  { text, line }: Located & { kind: 'text' },
  object: string,
  mayFail: boolean,
): Observation[] {
  // A block begins in the line after its mark.
  const first = text.includes('\n') ? line + 1 : line;
  return [
    ...runDownloads(text, first, object),
    ...evaluatedValuesIn(text, first).map(value => ({
      rule: 'script-injection',
      message: `Others choose ${value.variable}, which becomes a part of a program here: pass it as an argument or by the environment.`,
      line: value.line,
      object,
      detail: value.variable,
    })),
    ...checksIn(text, first)
      .filter(({ ignored }) => mayFail || ignored)
      .map(({ check, line: at }) => ({
        rule: 'ignored-check',
        message: `Whatever ${check} finds, the pipeline goes on: let it fail.`,
        line: at,
        object,
        detail: check,
      })),
  ];
}
