interface Surroundings {
  namespace: string;
  qualifiers: ReadonlyMap<string, string>;
}

/**
 * What the purl type definitions (purl-spec, `types/*-definition.json`) ask beyond the general
 * grammar. A type that is not listed here follows the general grammar only.
 */
export interface PurlTypeRules {
  namespace?: 'required' | 'prohibited';
  /** Parts that are case-insensitive, and so lower-cased. */
  lowercase?: ReadonlyArray<'namespace' | 'name' | 'version'>;
  name?: (name: string, around: Surroundings) => string;
  /** The first segment is the namespace (a host), all others are the name, slashes included. */
  nameIsPath?: true;
  /** Says what is wrong with the parts, or nothing. */
  check?: (parts: {
    namespace?: string;
    name: string;
    version?: string;
    qualifiers: ReadonlyMap<string, string>;
  }) => string | undefined;
}

const CASELESS_HOSTS = new Set(['github', 'github.com', 'bitbucket.org']);

const both = ['namespace', 'name'] as const;

const rules: ReadonlyMap<string, PurlTypeRules> = new Map<
  string,
  PurlTypeRules
>([
  ['alpm', { namespace: 'required', lowercase: both }],
  ['apk', { namespace: 'required', lowercase: both }],
  ['bazel', { namespace: 'prohibited' }],
  ['bitbucket', { namespace: 'required', lowercase: both }],
  ['bitnami', { namespace: 'prohibited', lowercase: ['name'] }],
  ['brew', { lowercase: both }],
  ['cargo', { namespace: 'prohibited' }],
  [
    'chrome-extension',
    {
      namespace: 'prohibited',
      lowercase: ['name'],
      check: ({ name, version }) => {
        if (!/^[a-p]{32}$/.test(name)) {
          return 'a chrome-extension name is 32 letters from a to p';
        }
        return version === undefined || /^\d+(?:\.\d+){0,3}$/.test(version)
          ? undefined
          : 'a chrome-extension version is one to four numbers';
      },
    },
  ],
  ['cocoapods', { namespace: 'prohibited' }],
  ['composer', { namespace: 'required', lowercase: both }],
  ['conda', { namespace: 'prohibited' }],
  [
    'cpan',
    {
      check: ({ name }) =>
        name.includes('::')
          ? 'a cpan name is a distribution, not a module'
          : undefined,
    },
  ],
  ['cran', { namespace: 'prohibited' }],
  ['deb', { namespace: 'required', lowercase: both }],
  ['gem', { namespace: 'prohibited' }],
  [
    'git',
    {
      namespace: 'required',
      nameIsPath: true,
      name: (name, { namespace }) =>
        CASELESS_HOSTS.has(namespace) ? name.toLowerCase() : name,
    },
  ],
  ['github', { namespace: 'required', lowercase: both }],
  ['githubactions', { lowercase: both }],
  ['hackage', { namespace: 'prohibited' }],
  ['hex', { lowercase: both }],
  ['huggingface', { namespace: 'required', lowercase: ['version'] }],
  [
    'julia',
    {
      namespace: 'prohibited',
      check: ({ qualifiers }) =>
        qualifiers.has('uuid') ? undefined : 'a julia purl names its uuid',
    },
  ],
  ['luarocks', { lowercase: both }],
  ['maven', { namespace: 'required' }],
  [
    'mlflow',
    {
      namespace: 'prohibited',
      // Model names are case-insensitive on Databricks and case-sensitive elsewhere.
      name: (name, { qualifiers }) =>
        qualifiers.get('repository_url')?.includes('databricks')
          ? name.toLowerCase()
          : name,
    },
  ],
  ['nuget', { namespace: 'prohibited' }],
  ['oci', { namespace: 'prohibited', lowercase: ['name', 'version'] }],
  ['opam', { namespace: 'prohibited' }],
  ['otp', { namespace: 'prohibited', lowercase: ['name'] }],
  [
    'pub',
    {
      namespace: 'prohibited',
      lowercase: ['name'],
      name: name => name.replace(/[^a-z0-9_]/g, '_'),
    },
  ],
  [
    'pypi',
    {
      namespace: 'prohibited',
      lowercase: ['name'],
      name: name => name.replace(/_/g, '-'),
    },
  ],
  ['qpkg', { namespace: 'required', lowercase: ['namespace'] }],
  ['rpm', { namespace: 'required', lowercase: ['namespace'] }],
  ['swift', { namespace: 'required' }],
  ['vcpkg', { namespace: 'prohibited', lowercase: ['name'] }],
  [
    'vscode-extension',
    { namespace: 'required', lowercase: ['namespace', 'name', 'version'] },
  ],
]);

const none: PurlTypeRules = Object.freeze({});

export function rulesOf(type: string): PurlTypeRules {
  return rules.get(type) ?? none;
}
