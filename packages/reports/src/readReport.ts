import {
  decodeText,
  InputError,
  isFields,
  readJson,
  refuseDamage,
} from '@safety-curtain/input';
import type { ToolReport } from './model/toolReport';
import type { ReportDocument, ReportOptions, ReportReader } from './reader';
import { EmptyReportError, ReportError } from './ReportError';
import { sarif } from './sarif/sarif';
import { actionlint } from './actionlint/actionlint';
import { bandit } from './bandit/bandit';
import { checkov } from './checkov/checkov';
import { depcheck } from './depcheck/depcheck';
import { dependencyCheck } from './dependencyCheck/dependencyCheck';
import { deptry } from './deptry/deptry';
import { eslint } from './eslint/eslint';
import { gitlab } from './gitlab/gitlab';
import { gitleaks } from './gitleaks/gitleaks';
import { grype } from './grype/grype';
import { hadolint } from './hadolint/hadolint';
import { knip } from './knip/knip';
import { kubeLinter } from './kubeLinter/kubeLinter';
import { npmAudit, pnpmAudit, yarnAudit } from './npmAudit/npmAudit';
import { osvScanner } from './osvScanner/osvScanner';
import { pipAudit } from './pipAudit/pipAudit';
import { retire } from './retire/retire';
import { safety } from './safety/safety';
import { secretlint } from './secretlint/secretlint';
import { semgrep } from './semgrep/semgrep';
import { snyk } from './snyk/snyk';
import { trivy } from './trivy/trivy';
import { zizmor } from './zizmor/zizmor';

/** All formats, the most particular first. */
export const readers: readonly ReportReader[] = [
  sarif,
  npmAudit,
  pnpmAudit,
  yarnAudit,
  pipAudit,
  trivy,
  grype,
  osvScanner,
  gitleaks,
  bandit,
  hadolint,
  semgrep,
  eslint,
  checkov,
  snyk,
  gitlab,
  dependencyCheck,
  zizmor,
  retire,
  safety,
  secretlint,
  actionlint,
  kubeLinter,
  knip,
  depcheck,
  deptry,
];

/** The ids of all formats, as `sarif`. @public */
export const reportFormats: readonly string[] = readers.map(({ id }) => id);

/** What a document said. @public */
export interface ReadReports {
  /** The format's id, as `sarif`. */
  format: string;
  reports: ToolReport[];
}

/** Of a text with a JSON value in each line. */
const MAX_LINES = 1_000_000;

const DEFAULTS = { maxResults: 25_000, memory: 1024 * 1024 * 1024 };

/**
 * Reads the report of a tool, in whichever format it is.
 *
 * @throws ReportError with what is wrong with it, or what was expected; EmptyReportError for an empty
 * list where no format is named
 *
 * @public
 */
export function readReport(
  content: Uint8Array | string,
  options: ReportOptions & {
    /** The name of the file, where there is one: part of the message where nothing fits. */
    fileName?: string;
    /** The id of the format that it should be; anything else is refused. */
    format?: string;
    /** Bytes of memory that its values may take. */
    memory?: number;
  },
): ReadReports {
  const { memory = DEFAULTS.memory, maxResults = DEFAULTS.maxResults } =
    options;
  try {
    const text = typeof content === 'string' ? content : decodeText(content);
    refuseDamage(text);
    const document = documentOf(text, memory, options.fileName);
    const reader = readerOf(document, options.format);
    const reports = reader.read(document, { ...options, maxResults });
    return { format: reader.id, reports };
  } catch (error) {
    if (error instanceof InputError) throw new ReportError(error.message);
    throw error;
  }
}

function documentOf(
  text: string,
  memory: number,
  fileName?: string,
): ReportDocument {
  // What some tools written in Go make of an empty list.
  if (text.length < 100 && text.trim() === 'null') {
    return { text, fileName, json: [] };
  }
  const first = text.trimStart().at(0);
  if (first !== '{' && first !== '[') return { text, fileName };
  const lines = text.split('\n', MAX_LINES).filter(line => line.trim() !== '');
  if (lines.length > 1 && lines.every(isWhole)) {
    // In one list, so that all of them are bounded together.
    return {
      text,
      fileName,
      lines: readJson(`[${lines.join(',')}]`, memory) as unknown[],
    };
  }
  const json = readJson(text, memory);
  return { text, fileName, json: isFields(json) ? json : (json as unknown[]) };
}

/** Whether a line is an object of its own, as in a text with one in each line. */
function isWhole(line: string): boolean {
  const bare = line.trim();
  return bare.startsWith('{') && bare.endsWith('}');
}

/** Which tool found nothing has to be said by whoever knows. */
function isEmptyList({ json }: ReportDocument): boolean {
  return Array.isArray(json) && json.length === 0;
}

function readerOf(document: ReportDocument, format?: string): ReportReader {
  const wanted = readers.find(({ id }) => id === format);
  // Where several fit, as for tools that write what another did, the name decides.
  if (wanted?.recognizes(document)) return wanted;
  const found = readers.find(reader => reader.recognizes(document));
  if (wanted?.ofLists && isEmptyList(document)) return wanted;
  if (found && format === undefined) return found;
  if (format === undefined && isEmptyList(document)) {
    const ids = readers.filter(({ ofLists }) => ofLists).map(({ id }) => id);
    throw new EmptyReportError(
      `it is an empty list, which says neither that a tool ran nor which: name its format (${ids.join(
        ', ',
      )})`,
    );
  }
  if (format !== undefined && !wanted) {
    throw new ReportError(
      `there is no format ${format}: ${readers.map(({ id }) => id).join(', ')}`,
    );
  }
  throw new ReportError(
    [
      wanted ? `it is not ${wanted.name}` : 'it is of no format that is read',
      found ? `it looks like ${found.name}` : undefined,
      wanted
        ? undefined
        : `read are ${readers.map(({ name }) => name).join(', ')}`,
    ]
      .filter(part => part !== undefined)
      .join('; '),
  );
}
