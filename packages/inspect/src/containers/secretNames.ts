/** What variables with secrets are called, by how they end. */
const SECRET =
  /(?:PASSWORD|PASSWD|PASSPHRASE)$|(?:^|_)(?:PASS|PWD|SECRET|SECRET_KEY(?:_BASE)?|TOKEN|API_?KEY|(?:ACCESS|PRIVATE|ENCRYPTION|SIGNING|MASTER)_KEY|CREDENTIALS?|PAT)$/i;
/** Build tools put what is called so into what browsers load: it is no secret. */
const PUBLIC = /(?:^|_)(?:PUBLIC|PUBLISHABLE)_|^(?:VITE|REACT_APP|GATSBY)_/i;
/** `MAX_TOKEN=4096` counts tokens. */
const COUNT = /(?:^|_)(?:MAX|MIN|NUM|COUNT|LIMIT)_[A-Z_]*TOKEN$/i;

/** Nothing, a reference, a path, or what people write for what comes later. */
const NO_VALUE =
  /^(?:|\$.*|\/.*|<.*>|change[_-]?(?:me|it)|example|placeholder|todo|xxx+|\*+|false|true|none|null)$/i;
/** What images of databases are tried out with: everybody knows it. */
const KNOWN_BY_ALL =
  /^(?:postgres|mysql|mariadb|mongo|redis|root|admin|guest|user|test|dev|password|secret|example)$/i;

/** Whether a variable's name says that it holds a secret. */
export function namesSecret(name: string): boolean {
  return SECRET.test(name) && !PUBLIC.test(name) && !COUNT.test(name);
}

/** Whether a variable holds a secret as it is written. */
export function holdsSecret(name: string, value: string): boolean {
  return namesSecret(name) && !NO_VALUE.test(value);
}

/** The same of what runs beside a program, as its database at a desk. */
export function holdsOwnSecret(name: string, value: string): boolean {
  return holdsSecret(name, value) && !KNOWN_BY_ALL.test(value);
}
