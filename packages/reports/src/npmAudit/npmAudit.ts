import { asText, isFields, listOf, type Fields } from '@safety-curtain/input';
import type { ReportReader } from '../reader';
import { ReportError } from '../ReportError';
import { plainName } from '../text/plainText';
import { ReportBuilder, toolOf } from '../report/ReportBuilder';
import { addAdvisory, addVulnerability } from './advisories';

/** `npm audit --json` of npm 7 and newer: packages with what they are vulnerable by. npm 6 says its run. */
export const npmAudit: ReportReader = {
  id: 'npm-audit',
  name: 'npm audit (npm 6 and newer)',
  recognizes: ({ json }) =>
    isFields(json) &&
    ((isFields(json.vulnerabilities) && json.auditReportVersion === 2) ||
      (isOfAdvisories(json) && 'runId' in json) ||
      isFailure(json)),
  read({ json }, { maxResults }) {
    const audit = json as Fields;
    if (isFailure(audit)) {
      throw new ReportError(
        `npm audit failed: ${
          plainName(audit.error.summary) ?? 'for no reason that it gives'
        }`,
      );
    }
    const report = new ReportBuilder(
      toolOf('npm-audit', 'npm audit'),
      maxResults,
    );
    if (isOfAdvisories(audit)) {
      for (const advisory of Object.values(audit.advisories)) {
        addAdvisory(report, advisory);
      }
      return [report.report()];
    }
    for (const entry of Object.values(audit.vulnerabilities as Fields)) {
      if (isFields(entry)) addVulnerability(report, entry);
    }
    return [report.report()];
  },
};

/**
 * `pnpm audit --json`, and `yarn npm audit --json` of Yarn 2 and 3, write what npm 6 did. Nothing
 * tells the two apart: what is Yarn's has to be named.
 */
export const pnpmAudit: ReportReader = {
  id: 'pnpm-audit',
  name: 'pnpm audit',
  recognizes: ({ json }) => isFields(json) && isOfAdvisories(json),
  read({ json }, { maxResults }) {
    const report = new ReportBuilder(
      toolOf('pnpm-audit', 'pnpm audit'),
      maxResults,
    );
    for (const advisory of Object.values(
      (json as Fields).advisories as Fields,
    )) {
      addAdvisory(report, advisory);
    }
    return [report.report()];
  },
};

function isOfAdvisories(json: Fields): json is Fields & { advisories: Fields } {
  return isFields(json.advisories) && isFields(json.metadata);
}

function isFailure(json: Fields): json is Fields & { error: Fields } {
  return (
    isFields(json.error) &&
    typeof json.error.code === 'string' &&
    typeof json.error.summary === 'string'
  );
}

/**
 * `yarn audit --json` of Yarn 1 and `yarn npm audit --json` of Yarn 4: a JSON value in each line. Of
 * Yarn 2 and 3 one value, as npm 6 wrote it.
 */
export const yarnAudit: ReportReader = {
  id: 'yarn-audit',
  name: 'yarn audit (Yarn 1 to 4)',
  recognizes: ({ json, lines }) => {
    const [first] = lines ?? [json];
    return (
      isFields(first) &&
      (isOfYarn1(first) || isOfYarn4(first) || isOfAdvisories(first))
    );
  },
  read({ json, lines }, { maxResults }) {
    const report = new ReportBuilder(
      toolOf('yarn-audit', 'yarn audit'),
      maxResults,
    );
    const all = (lines ?? [json]).filter(isFields);
    // Yarn 1 ends with a summary, unless it did not get there.
    let partial =
      all.some(isOfYarn1) && !all.some(({ type }) => type === 'auditSummary');
    if (partial) report.notice('yarn audit did not finish');
    const seen = new Set<unknown>();
    for (const line of all) {
      if (isOfAdvisories(line)) {
        Object.values(line.advisories).forEach(one => addAdvisory(report, one));
      } else if (line.type === 'error') {
        partial = true;
        report.notice(plainName(line.data) ?? 'yarn audit failed');
      } else if (isFields(line.data) && isFields(line.data.advisory)) {
        // A line for each path that leads to the package.
        const { advisory } = line.data;
        const key = JSON.stringify([advisory.id, advisory.module_name]);
        if (!seen.has(key)) addAdvisory(report, advisory);
        seen.add(key);
      } else if (isOfYarn4(line)) {
        // What is only deprecated is no vulnerability.
        if (/\(deprecation\)$/.test(asText((line.children as Fields).ID))) {
          continue;
        }
        addAdvisory(report, ofYarn4(line));
      }
    }
    return [report.report({ partial })];
  },
};

function isOfYarn1({ type, data }: Fields): boolean {
  return (
    ['auditAdvisory', 'auditSummary', 'auditAction'].includes(asText(type)) ||
    (['error', 'warning', 'info'].includes(asText(type)) && data !== undefined)
  );
}

function isOfYarn4({ value, children }: Fields): boolean {
  return (
    typeof value === 'string' && isFields(children) && 'Severity' in children
  );
}

function ofYarn4({ value, children }: Fields): Fields {
  const said = children as Fields;
  return {
    module_name: value,
    id: said.ID,
    title: said.Issue,
    url: said.URL,
    severity: said.Severity,
    findings: listOf(said['Tree Versions']).map(version => ({ version })),
  };
}
