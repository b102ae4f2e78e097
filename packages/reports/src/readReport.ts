import {
  decodeText,
  InputError,
  isFields,
  readJson,
  refuseDamage,
} from '@safety-curtain/input';
import type { ToolReport } from './model/toolReport';
import type { ReportDocument, ReportOptions, ReportReader } from './reader';
import { ReportError } from './ReportError';
import { sarif } from './sarif/sarif';

/** All formats, the most particular first. */
const readers: readonly ReportReader[] = [sarif];

/** What a document said. @public */
export interface ReadReports {
  /** The format's id, as `sarif`. */
  format: string;
  reports: ToolReport[];
}

const DEFAULTS = { maxResults: 25_000, memory: 1024 * 1024 * 1024 };

/**
 * Reads the report of a tool, in whichever format it is.
 *
 * @throws ReportError with what is wrong with it, or what was expected
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
  const first = text.trimStart().at(0);
  if (first !== '{' && first !== '[') return { text, fileName };
  const json = readJson(text, memory);
  return { text, fileName, json: isFields(json) ? json : (json as unknown[]) };
}

function readerOf(document: ReportDocument, format?: string): ReportReader {
  const found = readers.find(reader => reader.recognizes(document));
  if (found && (format === undefined || found.id === format)) return found;
  const wanted = readers.find(({ id }) => id === format);
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
