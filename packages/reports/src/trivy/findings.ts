import { isFields, listOf, textOf, type Fields } from '@safety-curtain/input';
import { secretHashOf } from '../identity/fingerprint';
import { mayQuoteSecret } from '../identity/secretRules';
import { bareSecret, hashOfShown, withoutSecret } from '../identity/secrets';
import type { Suppression, ToolRule } from '../model/toolReport';
import { ecosystemOfFile } from '../packages/ecosystemOfFile';
import {
  ecosystemNamed,
  ecosystemOfSystem,
  packageNamed,
  packageOfPurl,
} from '../packages/reportedPackage';
import { placeAt } from '../report/lines';
import { cwesOf } from '../rules/cwes';
import { scoreOf, severityOfWord } from '../severity/severity';
import {
  plainName,
  plainNames,
  plainText,
  webAddress,
} from '../text/plainText';
import type { TrivyContext } from './trivyContext';

export function addVulnerability(
  found: Fields,
  { Target, Class, Type }: Fields,
  { report, root, isImage }: TrivyContext,
  suppression?: Suppression,
): void {
  const id = plainName(found.VulnerabilityID);
  const identifier = isFields(found.PkgIdentifier) ? found.PkgIdentifier : {};
  const about =
    packageOfPurl(identifier.PURL) ??
    packageNamed(
      found.PkgName,
      found.InstalledVersion,
      ecosystemNamed(Type) ??
        ecosystemOfSystem(Type) ??
        ecosystemOfFile(textOf(Target)),
    );
  if (id === undefined || !about) return;
  const fixedVersions = plainNames(textOf(found.FixedVersion)?.split(/,\s*/));
  const score = scoreIn(found);
  const status = plainName(found.Status);
  const path = textOf(found.PkgPath) ?? textOf(Target);
  const place =
    isImage || Class === 'os-pkgs' ? undefined : placeAt(path, {}, root);
  report.rule(ruleOf(id, found, found.CweIDs));
  report.add(
    {
      kind: 'vulnerability',
      rule: id,
      severity: severityOfWord(found.Severity),
      ...(score !== undefined && { score }),
      message: plainText(found.Title) ?? id,
      ...(place && { place }),
      ...(isImage && path !== undefined && { object: plainName(path) }),
      package: { ...about, fixedVersions },
      vulnerability: {
        id,
        aliases: plainNames(found.VendorIDs),
        ...(status !== undefined && { status: status.replaceAll('_', '-') }),
      },
      ...(suppression && { suppression }),
    },
    [about.name, about.version, place?.path],
  );
}

/** The score of whoever the severity is of, else the highest. */
function scoreIn({ CVSS, SeveritySource }: Fields): number | undefined {
  if (!isFields(CVSS)) return undefined;
  const source = textOf(SeveritySource) ?? '';
  const chosen = Object.hasOwn(CVSS, source)
    ? [CVSS[source]]
    : Object.values(CVSS).slice(0, 20);
  const scores = chosen
    .filter(isFields)
    .map(({ V40Score, V3Score, V2Score }) =>
      [V40Score, V3Score, V2Score]
        .map(scoreOf)
        .find(score => score !== undefined),
    )
    .filter(score => score !== undefined);
  return scores.length > 0 ? Math.max(...scores) : undefined;
}

export function addMisconfiguration(
  found: Fields,
  { Target }: Fields,
  { report, root, isImage }: TrivyContext,
  suppression?: Suppression,
): void {
  if (found.Status === 'PASS') return;
  const id = plainName(found.AVDID) ?? plainName(found.ID);
  if (id === undefined) return;
  const cause = isFields(found.CauseMetadata) ? found.CauseMetadata : {};
  const place = isImage
    ? undefined
    : placeAt(
        Target,
        { startLine: cause.StartLine, endLine: cause.EndLine },
        root,
      );
  const object =
    plainName(cause.Resource) ?? (isImage ? plainName(Target) : undefined);
  const title = plainName(found.Title);
  const isQuiet = mayQuoteSecret({ id, title });
  const told = isQuiet ? undefined : plainText(found.Message);
  const message = told ?? title ?? id;
  const fix = plainText(found.Resolution);
  const ignored: Suppression | undefined =
    found.Status === 'EXCEPTION'
      ? { kind: 'external', status: 'accepted' }
      : undefined;
  const done = suppression ?? ignored;
  report.rule(ruleOf(id, found, []));
  report.add(
    {
      kind: 'configuration',
      rule: id,
      severity: severityOfWord(found.Severity),
      message,
      ...(place && { place }),
      ...(object !== undefined && { object }),
      ...(done && { suppression: done }),
      ...(fix !== undefined && { fix }),
    },
    [place?.path, object, message.replace(/\d+/g, '0')],
  );
}

/** Trivy masks what it found, in `Match` and `Code`; neither is kept. */
export function addSecret(
  found: Fields,
  { Target }: Fields,
  { report, root, isImage, salt }: TrivyContext,
  suppression?: Suppression,
): void {
  const id = plainName(found.RuleID) ?? 'unknown';
  const match = textOf(found.Match);
  const bare = match && bareSecret(match.slice(0, 10_000));
  const title =
    plainName(withoutSecret(textOf(found.Title), match, bare)) ?? id;
  const layer = isFields(found.Layer)
    ? plainName(found.Layer.DiffID) ?? plainName(found.Layer.Digest)
    : undefined;
  const place = isImage
    ? undefined
    : placeAt(
        Target,
        { startLine: found.StartLine, endLine: found.EndLine },
        root,
      );
  // One secret is known again only where the tool did not mask it.
  const secretHash = hashOfShown(match, salt);
  report.rule({ id, title, cwes: [798], tags: [] });
  report.add(
    {
      kind: 'secret',
      rule: id,
      severity: severityOfWord(found.Severity),
      message: title,
      ...(place && {
        place: { ...place, ...(layer !== undefined && { layer }) },
      }),
      ...(isImage && { object: plainName(Target) }),
      ...(secretHash !== undefined && { secretHash }),
      ...(suppression && { suppression }),
    },
    [
      plainName(Target),
      match === undefined ? undefined : secretHashOf(match, salt),
    ],
  );
}

function ruleOf(id: string, found: Fields, cwes: unknown): ToolRule {
  const title = plainName(found.Title);
  const description = plainText(found.Description);
  const helpUri = webAddress(found.PrimaryURL);
  return {
    id,
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(helpUri !== undefined && { helpUri }),
    cwes: cwesOf(listOf(cwes)),
    tags: [],
  };
}
