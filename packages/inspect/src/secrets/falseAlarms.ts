import { failsChecksum } from './formats/checksums';
import { isPlaceholder, standsForLater } from './placeholders';

/** A password in an address, and the host that it is for. */
const IN_ADDRESS = /:\/\/[^:/@\s]{1,256}:([^@\s]{1,256})@([^/:?\s]{1,256})/;

/** Names that are nobody's: RFC 2606 and RFC 6761; and this machine. */
const NOBODY =
  /^(?:\[|127\.|0\.0\.0\.0$)|(?:^|\.)(?:localhost|example|test|invalid|example\.(?:com|net|org))\.?$/i;

/** What people write where they write about passwords. */
const NO_PASSWORD =
  /^(?:my|the|some|db)?[-_]?(?:pass(?:w(?:or)?d|wd)?|pwd|secret|token|test|admin|root|user|guest|foo|bar|baz|qwerty|letmein|abc|123)\d{0,6}$/i;

/** Numbers of a team, or a part that is long and has digits, as tokens of Slack have. */
const OF_SLACK = /\d{8}|(?<![A-Za-z\d])(?=[A-Za-z]{0,60}\d)[A-Za-z\d]{16}/;

/**
 * Whether what secretlint takes for a secret is none.
 *
 * @param what - its `messageId`
 */
export function isFalseAlarm(what: string, secret: string): boolean {
  if (what.startsWith('PrivateKey')) return false;
  if (what === 'SLACK_TOKEN' && !OF_SLACK.test(secret)) return true;
  const [, password, host] = IN_ADDRESS.exec(secret) ?? [];
  return password === undefined
    ? isPlaceholder(secret) || failsChecksum(secret)
    : NOBODY.test(host) ||
        NO_PASSWORD.test(password) ||
        standsForLater(password);
}
