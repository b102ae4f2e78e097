import { ecosystemNamed, ecosystemOfSystem } from './reportedPackage';

/** Types of package URLs by the files that name packages of them. */
const BY_FILE: readonly [RegExp, string][] = [
  [
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/,
    'npm',
  ],
  [/(?:^|\/)go\.(?:sum|mod|graph)$/, 'golang'],
  [/(?:^|\/)(?:Gemfile\.lock|gems\.locked)$/, 'gem'],
  [
    /(?:^|\/)(?:requirements[^/]*\.txt|Pipfile\.lock|poetry\.lock|uv\.lock|setup\.py|pipdeptree\.json)$/,
    'pypi',
  ],
  [
    /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?|gradle\.lockfile|build\.sbt|maven\.graph\.json)$/,
    'maven',
  ],
  [/(?:^|\/)composer\.lock$/, 'composer'],
  [/(?:^|\/)(?:packages\.lock\.json|[^/]+\.csproj)$/, 'nuget'],
  [/(?:^|\/)Cargo\.lock$/, 'cargo'],
  [/(?:^|\/)conan\.lock$/, 'conan'],
];

/** Tools leave out which ecosystem a package is of where its lock file tells. */
export function ecosystemOfFile(file: string | undefined): string | undefined {
  const type = BY_FILE.find(([pattern]) => pattern.test(file ?? ''))?.[1];
  return ecosystemNamed(type);
}

/** What Snyk calls ecosystems in its ids: `SNYK-JS-LODASH-590103`. */
const OF_SNYK: ReadonlyMap<string, string> = new Map([
  ['JS', 'npm'],
  ['PYTHON', 'pypi'],
  ['JAVA', 'maven'],
  ['RUBY', 'gem'],
  ['GOLANG', 'golang'],
  ['DOTNET', 'nuget'],
  ['PHP', 'composer'],
  ['RUST', 'cargo'],
  ['HEX', 'hex'],
  ['PUB', 'pub'],
  ['SWIFT', 'swift'],
  ['COCOAPODS', 'cocoapods'],
]);

/** The ecosystem in a name that Snyk gives a vulnerability; those of systems end with a release. */
export function ecosystemOfSnykId(id: string): string | undefined {
  const word = /^SNYK-([A-Z]{1,40})\d{0,6}-/.exec(id)?.[1];
  if (word === undefined) return /^npm:/.test(id) ? 'npm' : undefined;
  return ecosystemNamed(OF_SNYK.get(word)) ?? ecosystemOfSystem(word);
}
