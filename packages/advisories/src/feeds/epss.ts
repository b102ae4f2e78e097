import { isCve } from '../records/ids';
import { FeedError } from './feedError';

/** FIRST's Exploit Prediction Scoring System, one CVE. @public */
export interface EpssScore {
  /** Probability of exploitation within 30 days, 0 to 1. */
  score: number;
  /** Share of all CVEs with the same or a lower score, 0 to 1. */
  percentile: number;
}

/**
 * How likely a CVE is exploited within 30 days: a probability and a percentile, both from 0 to 1.
 *
 * @public
 */
export interface EpssEntry extends EpssScore {
  cve: string;
}

/** The whole list of one day. @public */
export interface EpssList {
  /** Day of the scores, `YYYY-MM-DD`. */
  date?: string;
  /** Such as `v2025.03.14`. */
  modelVersion?: string;
  scores: Map<string, EpssScore>;
}

const MAX_LINE_LENGTH = 512;
/** Some ten times the number of CVE ids there are. */
const MAX_ENTRIES = 5_000_000;

const HEADER = /^cve,epss,percentile(?:,|$)/;
const NUMBER = /^\d?(?:\.\d{1,20})?(?:e-\d{1,3})?$/i;
const NOTE = /^[\w.:+-]{1,64}$/;

/**
 * Reads EPSS data line by line, for streams too large to hold as one text.
 * The form is FIRST's: a `#model_version:…,score_date:…` comment, the header
 * `cve,epss,percentile`, then one CVE a line.
 *
 * @public
 */
export class EpssLineReader {
  date?: string;
  modelVersion?: string;
  private lines = 0;
  private entries = 0;
  private hasHeader = false;

  /**
   * @param line - With or without its line end.
   * @returns The line's score, undefined for comment, header and empty lines.
   * @throws FeedError that names the line.
   */
  read(line: string): EpssEntry | undefined {
    this.lines++;
    if (line.length > MAX_LINE_LENGTH) this.fail('is too long');
    const text = line.trim();
    if (text === '') return undefined;
    if (text.startsWith('#')) {
      this.readComment(text.slice(1));
      return undefined;
    }
    if (!this.hasHeader) {
      if (!HEADER.test(text))
        this.fail('is not the header cve,epss,percentile');
      this.hasHeader = true;
      return undefined;
    }
    return this.readEntry(text);
  }

  /**
   * To be called after the last line.
   *
   * @throws FeedError where there was no header, as in an error page.
   */
  end(): void {
    if (!this.hasHeader) throw new FeedError('EPSS', 'the header is missing');
  }

  private fail(reason: string): never {
    throw new FeedError('EPSS', `line ${this.lines} ${reason}`);
  }

  private readComment(text: string): void {
    for (const note of text.split(',')) {
      const colon = note.indexOf(':');
      const name = note.slice(0, colon).trim();
      const value = note.slice(colon + 1).trim();
      if (!NOTE.test(value)) continue;
      if (name === 'model_version') this.modelVersion = value;
      if (name === 'score_date' && /^\d{4}-\d{2}-\d{2}/.test(value)) {
        this.date = value.slice(0, 10);
      }
    }
  }

  private readEntry(text: string): EpssEntry {
    const [cve, score, percentile] = text.split(',', 3);
    if (!isCve(cve)) this.fail('has no CVE id');
    if (++this.entries > MAX_ENTRIES) this.fail('is one too many');
    return {
      cve,
      score: this.share(score),
      percentile: this.share(percentile),
    };
  }

  private share(text: string | undefined): number {
    const value = text && NUMBER.test(text) ? Number(text) : NaN;
    return value >= 0 && value <= 1
      ? value
      : this.fail('has a score that is no number from 0 to 1');
  }
}

/**
 * Reads EPSS data as FIRST publishes it daily.
 *
 * @throws FeedError that names the line.
 *
 * @public
 */
export function parseEpss(csvText: string): EpssList {
  const reader = new EpssLineReader();
  const scores = new Map<string, EpssScore>();
  for (let start = 0; start < csvText.length; ) {
    const newline = csvText.indexOf('\n', start);
    const end = newline < 0 ? csvText.length : newline;
    const entry = reader.read(csvText.slice(start, end));
    if (entry) {
      const { cve, score, percentile } = entry;
      scores.set(cve, { score, percentile });
    }
    start = end + 1;
  }
  reader.end();
  const { date, modelVersion } = reader;
  return { date, modelVersion, scores };
}
