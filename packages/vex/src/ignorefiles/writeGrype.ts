import {
  endsInWords,
  type Silenced,
  type SilencedVulnerability,
  type Unsaid,
} from './silenced';
import { comment, quoted } from './texts';

/** Types of Grype by ecosystem. */
const TYPES: Readonly<Record<string, string>> = {
  'crates.io': 'rust-crate',
  Go: 'go-module',
  Maven: 'java-archive',
  npm: 'npm',
  NuGet: 'dotnet',
  Packagist: 'php-composer',
  PyPI: 'python',
  RubyGems: 'gem',
};

/** `.grype.yaml`, `ignore`: by vulnerability and package; no entry ends by itself. */
export function writeGrype(
  vulnerabilities: readonly SilencedVulnerability[],
  unsaid: Unsaid,
): string[] {
  const entries = vulnerabilities.flatMap(vulnerability => {
    const { names, silenced } = vulnerability;
    // Grype matches packages of languages with GitHub's advisories.
    const id = names.find(name => name.startsWith('GHSA-')) ?? names[0];
    return silenced.flatMap(one => {
      if (/[^\w@/:.-]/.test(one.packageName)) {
        unsaid(
          vulnerability,
          `Grype would read the name ${one.packageName} as an expression`,
        );
        return [];
      }
      const end = endsInWords(one);
      if (end) unsaid(vulnerability, end);
      return [
        ...(end ? [`  ${comment(end)}`] : []),
        `  - vulnerability: ${quoted(id)}`,
        ...(names.length > 1 ? ['    include-aliases: true'] : []),
        ...(one.reason ? [`    reason: ${quoted(one.reason)}`] : []),
        '    package:',
        ...packageOf(one).map(line => `      ${line}`),
      ];
    });
  });
  return entries.length > 0 ? ['ignore:', ...entries] : ['ignore: []'];
}

/** Packages of Maven go by their artifact. */
function packageOf({ ecosystem, packageName, component }: Silenced): string[] {
  const name =
    ecosystem === 'Maven'
      ? packageName.slice(packageName.indexOf(':') + 1)
      : packageName;
  return [
    `name: ${quoted(name)}`,
    `version: ${quoted(component.version)}`,
    ...(Object.hasOwn(TYPES, ecosystem) ? [`type: ${TYPES[ecosystem]}`] : []),
  ];
}
