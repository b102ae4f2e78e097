/** What went wrong with the database or the system, for people. */
export interface Fault {
  message: string;
  /** Whether it may go well later, with nothing changed. */
  passing: boolean;
}

const lost = {
  message: 'The connection to the database was lost',
  passing: true,
};
const full = { message: 'The disk of the database is full', passing: true };
const locked = {
  message: 'The same records were changed at the same time; try again',
  passing: true,
};
const late = {
  message: 'The database did not answer in time',
  passing: true,
};
const readOnly = {
  message: 'The database is read-only at the moment',
  passing: true,
};
const crowded = {
  message: 'The database accepts no more connections at the moment',
  passing: true,
};
const refused = {
  message: 'The database rejects the login',
  passing: false,
};
const rule = {
  message: 'The data violates a constraint of the database',
  passing: false,
};
const damaged = {
  message: 'The database reports that its files are damaged',
  passing: false,
};
const disk = {
  message: 'The database could not read or write its disk',
  passing: true,
};
const memory = { message: 'The database is out of memory', passing: true };
const other = {
  message: 'The database rejected a statement',
  passing: false,
};

/** By SQLSTATE, the first that fits (PostgreSQL's appendix A, error codes). */
const sqlStates: [RegExp, Fault][] = [
  [/^40|^55P03$/, locked],
  [/^53100$/, full],
  [/^53200$/, memory],
  [/^53300$|^57P05$/, crowded],
  [/^08|^57P0[1-3]$/, lost],
  [/^57014$|^25P0[34]$/, late],
  [/^25006$/, readOnly],
  [/^28|^3D000$/, refused],
  [/^23/, rule],
  [/^XX00[12]$/, damaged],
  [/^58/, disk],
];

/** By SQLite's result codes (sqlite.org/rescode.html). */
const sqliteCodes: [RegExp, Fault][] = [
  [/^SQLITE_(BUSY|LOCKED)/, locked],
  [/^SQLITE_FULL/, full],
  [/^SQLITE_NOMEM/, memory],
  [/^SQLITE_(READONLY|PERM)/, readOnly],
  [/^SQLITE_(CORRUPT|NOTADB)/, damaged],
  [/^SQLITE_(IOERR|CANTOPEN)/, disk],
  [/^SQLITE_CONSTRAINT/, rule],
];

/** What drivers and Knex say without a code. */
const texts: [RegExp, Fault][] = [
  [/^Connection terminated due to connection timeout/, late],
  [
    /^(?:Connection terminated|Client has encountered a connection error|Connection ended|The database connection is not open)/,
    lost,
  ],
  [/^Knex: Timeout acquiring a connection|^Query read timeout/, late],
];

/** Node's codes of what a system call meets. */
const systemCodes: Record<string, string> = {
  EACCES: 'Access is not permitted',
  EPERM: 'Access is not permitted',
  ENOENT: 'There is no such file or folder',
  ENOTDIR: 'A part of the path is not a folder',
  EISDIR: 'It is a folder',
  ELOOP: 'It is a link, and links are not followed',
  EMFILE: 'Too many files are open',
  ENFILE: 'Too many files are open',
  ENOSPC: 'The disk is full',
  EDQUOT: 'The disk quota is used up',
  EROFS: 'The disk takes no changes',
  EIO: 'The disk could not be read or written',
  ECONNREFUSED: 'The connection was refused',
  ECONNRESET: 'The connection was closed by the other side',
  EPIPE: 'The connection was closed by the other side',
  ENOTFOUND: 'The name of the host is not known',
  EAI_AGAIN: 'The name of the host could not be looked up',
  EHOSTUNREACH: 'The host cannot be reached',
  ENETUNREACH: 'The network cannot be reached',
  ETIMEDOUT: 'The connection took too long',
};

/**
 * A fault of the database in words; undefined where an error is not of the
 * database. What Knex and the drivers say holds the statement, its values and
 * the address of the database: none of it is passed on but the code.
 */
export function databaseFault(error: Error): Fault | undefined {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  if (typeof code === 'string') {
    const isState = /^[0-9A-Z]{5}$/.test(code) && severity !== undefined;
    if (isState) return coded(code, sqlStates);
    if (code.startsWith('SQLITE_')) return coded(code, sqliteCodes);
  }
  const known = texts.find(([pattern]) => pattern.test(error.message));
  if (known) return known[1];
  // Knex puts the statement in front of what went wrong.
  return hasStatement(error.message) ? besideStatement(error, code) : undefined;
}

/** What a system call met, with its code but without path and address. */
export function systemFault(error: Error): Fault | undefined {
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string' || syscall === undefined) return undefined;
  const message = systemCodes[code] ?? 'The system refused it';
  return { message: `${message} (${code})`, passing: syscall === 'connect' };
}

function coded(code: string, faults: [RegExp, Fault][]): Fault {
  const fault = faults.find(([pattern]) => pattern.test(code))?.[1] ?? other;
  return { ...fault, message: `${fault.message} (${code})` };
}

function besideStatement(error: Error, code: unknown): Fault {
  const cut = error.message.slice(error.message.lastIndexOf(' - ') + 3);
  const known = texts.find(([pattern]) => pattern.test(cut));
  if (known) return known[1];
  return typeof code === 'string' && code in systemCodes
    ? { ...lost, message: `${lost.message} (${code})` }
    : other;
}

function hasStatement(message: string): boolean {
  return (
    /^\s*(?:select|insert|update|delete|with|begin|commit|rollback|savepoint|release|lock|create|alter|drop|set|pragma|truncate|analyze|vacuum)\b/i.test(
      message,
    ) && message.includes(' - ')
  );
}
