import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import type { ToolReport } from '../model/toolReport';
import type { ReportReader } from '../reader';
import { ReportError } from '../ReportError';
import { imageName } from '../report/imageName';
import { placeAt } from '../report/lines';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { plainText } from '../text/plainText';
import { addMisconfiguration } from './misconfigurations';
import { addVulnerabilities } from './vulnerabilities';
import { licensesNotice } from '../report/unread';

/** Images of one run that are series of their own. */
const MAX_SERIES = 100;

const IMAGE = 'docker-image|';

/** Packages of a system are of an image, though nothing else says so. */
const SYSTEMS = new Set<unknown>(['deb', 'apk', 'rpm', 'linux']);

/**
 * `snyk test`, `snyk container test` and `snyk iac test` with `--json`: a project, or a list of
 * several. `snyk code test` writes SARIF.
 */
export const snyk: ReportReader = {
  id: 'snyk',
  name: 'Snyk (Open Source, Container, IaC)',
  recognizes: ({ json }) => {
    const projects = projectsIn(json);
    return (
      projects.some(isProject) ||
      (projects.length > 0 && projects.every(isFailure))
    );
  },
  read({ json }, { maxResults, root }) {
    const projects = projectsIn(json);
    const failed = projects.filter(isFailure);
    if (failed.length === projects.length) {
      throw new ReportError(`Snyk failed: ${reasonOf(failed[0])}`);
    }
    const series = new Map<string, Series>();
    for (const project of projects.filter(isProject)) {
      const one = seriesOf(series, project, maxResults);
      if (one) readProject(project, one, root);
    }
    return [...series.values()].map(one => reportOf(one, failed));
  },
};

/** The projects of one tool and image. */
interface Series {
  report: ReportBuilder;
  /** None of an image: its files are none of the source. */
  covers?: string[];
  category: string;
  licenses: number;
}

type Project = Fields & { vulnerabilities: unknown[] };

function projectsIn(json: unknown): Fields[] {
  return (Array.isArray(json) ? json : [json]).filter(isFields);
}

function isProject(value: Fields): value is Project {
  return (
    Array.isArray(value.vulnerabilities) &&
    typeof value.ok === 'boolean' &&
    ('packageManager' in value || 'dependencyCount' in value)
  );
}

function isFailure(value: Fields): boolean {
  return (
    value.ok === false &&
    typeof value.error === 'string' &&
    typeof value.path === 'string'
  );
}

function reasonOf({ error }: Fields): string {
  return plainText(error, 200) ?? 'for no reason that it gives';
}

function seriesOf(
  series: Map<string, Series>,
  project: Project,
  maxResults: number,
): Series | undefined {
  const image = imageOf(project);
  const name = nameOf(project, image !== undefined);
  const key = `${name} ${image}`;
  const known = series.get(key);
  if (known || series.size >= MAX_SERIES) return known;
  const tool = toolOf(name.toLowerCase().replaceAll(' ', '-'), name);
  const one: Series = {
    report: new ReportBuilder(tool, maxResults),
    category: image ?? '',
    licenses: 0,
    ...(image === undefined && { covers: [] }),
  };
  series.set(key, one);
  return one;
}

/** As Snyk calls itself in SARIF. */
function nameOf(project: Project, isImage: boolean): string {
  if (isImage) return 'Snyk Container';
  return Array.isArray(project.infrastructureAsCodeIssues)
    ? 'Snyk IaC'
    : 'Snyk Open Source';
}

/** The image that a project is of, without its tag; undefined where it is of none. */
function imageOf(project: Project): string | undefined {
  const name = textOf(project.projectName) ?? '';
  if (name.startsWith(IMAGE)) return imageName(name.slice(IMAGE.length));
  return SYSTEMS.has(project.packageManager)
    ? imageName(project.path)
    : undefined;
}

function readProject(project: Project, one: Series, root?: string): void {
  const { report, covers } = one;
  const path =
    covers &&
    placeAt(
      project.displayTargetFile ?? project.targetFile ?? project.targetFilePath,
      {},
      root,
    )?.path;
  if (path !== undefined) covers?.push(path);
  for (const part of [project, ...listOf(project.applications)]) {
    if (!isFields(part)) continue;
    const inside = covers ? undefined : textOf(part.displayTargetFile);
    one.licenses += addVulnerabilities(report, part, { path, inside });
  }
  const issues = listOf(project.infrastructureAsCodeIssues);
  for (const issue of issues.filter(isFields)) {
    addMisconfiguration(report, issue, path);
  }
}

function reportOf(
  { report, category, covers, licenses }: Series,
  failed: Fields[],
): ToolReport {
  if (licenses > 0) {
    report.notice(licensesNotice(licenses));
  }
  for (const failure of failed.slice(0, 20)) {
    report.notice(`a project failed: ${reasonOf(failure)}`);
  }
  return report.report({ category, covers, partial: failed.length > 0 });
}
