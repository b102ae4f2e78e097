import type { InspectionRule } from './rule';

/** A text file of a source. @public */
export interface InspectedFile {
  /** Relative to the root of the source, with `/`. */
  path: string;
  text: string;
}

/** A secret that is known and let be, with an end. @public */
export interface AllowedSecret {
  /** Pattern of a path: `*` within a folder, `**` across folders. */
  path?: string;
  rule?: string;
  secretHash?: string;
  /** Until when, ISO 8601; without it for good. */
  until?: string;
  reason: string;
}

/** By what files are inspected. @public */
export interface InspectOptions {
  /** What secrets are hashed with; see `ReportOptions.salt` of the reports engine. */
  salt: Uint8Array;
  /** The time by which ends of support and of allowances are judged. */
  now: Date;
  allow?: readonly AllowedSecret[];
}

/** Something that a rule found in a file. */
export interface Observation {
  rule: string;
  /** What is there and what to do; never a secret. */
  message: string;
  line: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
  /** The job, step, stage, service or object that it is in, by its name. */
  object?: string;
  /** What besides rule, path and object tells it from others: no line. */
  detail?: string;
  secretHash?: string;
  allowed?: AllowedSecret;
}

/** Looks at files of one kind. */
export interface Inspector {
  tool: { id: string; name: string };
  rules: readonly InspectionRule[];
  wants(path: string): boolean;
  /** @throws InputError where the file is not of its format */
  inspect(
    file: InspectedFile,
    options: InspectOptions,
  ): Observation[] | Promise<Observation[]>;
  /** What people should know of all its reports. */
  notices?(options: InspectOptions): string[];
}
