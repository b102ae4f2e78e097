import { createExtensionPoint } from '@backstage/backend-plugin-api';

/**
 * A piece of a ticket's text. Names and texts of strangers are in it as they
 * are: a tracker writes it so that nothing in it means anything.
 *
 * @public
 */
export interface TicketText {
  text: string;
  /** A name, a version: as code where the tracker has that. */
  code?: boolean;
  /** A web address that the text leads to. */
  link?: string;
}

/** A part of a ticket's text. @public */
export type TicketBlock =
  | { heading: string }
  | { paragraph: TicketText[] }
  | { list: TicketText[][] };

/** What a ticket shall say. @public */
export interface TicketDraft {
  /**
   * Tells the ticket from all others: 32 hexadecimal digits. The tracker keeps
   * it with the ticket where it finds it exactly.
   */
  key: string;
  /** One line, in which nothing means anything, at most 200 characters. */
  title: string;
  /** For trackers that do not take Markdown. */
  body: TicketBlock[];
  /** The same as Markdown, inert. */
  markdown: string;
  labels: string[];
  /** As the tracker calls it; trackers without priorities take it as a label. */
  priority?: string;
  /** `2026-12-06` */
  dueDate?: string;
  /** User names of the tracker; given when the ticket is created. */
  assignees: string[];
}

/**
 * What was written last beside title and text, so that only what differs is
 * written: people may have changed the rest.
 *
 * @public
 */
export type TicketFields = Pick<TicketDraft, 'labels' | 'priority' | 'dueDate'>;

/** @public */
export type TicketState = 'open' | 'closed';

/** A ticket in the tracker. @public */
export interface TicketRef {
  /** As the tracker's interface takes it: a number, a key. */
  id: string;
  /** Where people see it. */
  url: string;
  state: TicketState;
}

/** What people did with a ticket. @public */
export interface RemoteTicket {
  id: string;
  state: TicketState;
  /**
   * Somebody closed it as not to be done, or said so in a comment that begins
   * with `won't fix`.
   */
  wontFix?: { by?: string; text?: string };
}

/** @public */
export interface TicketChange {
  draft: TicketDraft;
  before: TicketFields;
  /** Absent: it stays as people have it. */
  state?: TicketState;
}

/**
 * Keeps tickets. Every method may throw `RemoteUnavailableError`, after which
 * the tracker is left alone for a while, and `RemoteRefusedError`. One method
 * is called at a time.
 *
 * @public
 */
export interface Tracker {
  /** Stays the same: `github`. Rules name it. */
  readonly id: string;
  /** What people call it: `GitHub`. */
  readonly title: string;
  /**
   * So long after a request was sent, `find` surely finds what it created, in
   * milliseconds.
   */
  readonly settleMs: number;
  /** Why something is no project of the tracker; undefined where it is one. */
  refuseProject(project: string): string | undefined;
  /** The project that belongs to the address of a service's source. */
  projectOf?(source: string): string | undefined;
  /**
   * The ticket that has a key. Not one that merely names it: whoever may write
   * into a tracker may copy a key.
   *
   * @param options - `since`: it was created after this, if at all; undefined
   *   where this portal does not remember that it created it
   */
  find(
    project: string,
    key: string,
    options: { since?: Date; signal: AbortSignal },
  ): Promise<TicketRef | undefined>;
  create(
    project: string,
    draft: TicketDraft,
    options: { signal: AbortSignal },
  ): Promise<TicketRef>;
  /** Brings it to what it shall be. To do so again changes nothing. */
  update(
    project: string,
    id: string,
    change: TicketChange,
    options: { signal: AbortSignal },
  ): Promise<TicketRef>;
  /**
   * States of tickets, at most 1000. Those that are gone are left out.
   *
   * @param options - `since`: what nothing happened to after it was read
   *   already, and may be left out
   */
  read(
    project: string,
    ids: readonly string[],
    options: { since?: Date; signal: AbortSignal },
  ): Promise<RemoteTicket[]>;
}

/** @public */
export interface SupplyChainTrackersExtensionPoint {
  /** Makes trackers known; rules below `supplyChain.tickets` name those in use. */
  addTracker(...trackers: Tracker[]): void;
}

/** Adds trackers that keep tickets. @public */
export const supplyChainTrackersExtensionPoint =
  createExtensionPoint<SupplyChainTrackersExtensionPoint>({
    id: 'supply-chain.trackers',
  });

/**
 * Whether a comment says that nothing will be done. Punctuation and case do not
 * count.
 *
 * @public
 */
export function saysWontFix(comment: string): boolean {
  return /^[\s>*_~`"'#-]*won['’]?t[\s_-]*fix\b/i.test(comment.slice(0, 200));
}
