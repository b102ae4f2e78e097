import { type RiskRule, rule } from '../rule';

const LOOK =
  'Compare the name with the one that is meant, and look at who publishes it. If it is right, add it to supplyChain.packages.allow.';

/** What is found in names alone. */
export const nameRules: readonly RiskRule[] = [
  rule(
    'confusable-name',
    'Name with characters that look like others',
    'critical',
    'high',
    1007,
    'The name looks like that of a well-known package, or of one of your own, and is another: characters of other scripts, or digits in place of letters.',
    LOOK,
  ),
  rule(
    'similar-name',
    'Name near to a well-known one',
    'high',
    'medium',
    1357,
    'The name is a slip away from that of a well-known package: typo-squatting.',
    LOOK,
  ),
  rule(
    'similar-namespace',
    'Scope, group or owner near to a well-known one',
    'high',
    'medium',
    1357,
    'The scope, group, owner or vendor is a slip away from a well-known one, and what is below it belongs to somebody else.',
    LOOK,
  ),
  rule(
    'namespace-left-out',
    'Name of a scoped package without its scope',
    'high',
    'medium',
    1357,
    'The name is that of a well-known package, or of one of your own, with its scope written into the name: anybody may register it.',
    LOOK,
  ),
  rule(
    'similar-own-name',
    'Name near to one of your own',
    'high',
    'high',
    1357,
    'The name is a slip away from that of a package or a scope of your organization.',
    LOOK,
  ),
];
