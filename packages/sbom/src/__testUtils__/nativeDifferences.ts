import type { KnownDifference } from './knownDifference';

const SUBSPECS =
  'The tool lists subspecs as packages; they are parts of one pod, have its version, and are one component here.';

/** Of the tools of compiled languages and of data science, by `format/fixture`. */
export const nativeDifferences: ReadonlyArray<[string, KnownDifference]> = [
  [
    'gradle-version-catalog/scalibr-libs.versions.toml',
    {
      reason:
        'The tool lists a library without a version; here it counts as unresolved.',
      lines: ['- org.example:noversion'],
    },
  ],
  [
    'sbt-lock/trivy-v1_happy.sbt.lock',
    {
      reason:
        'The tool leaves out development dependencies; here they are components with their scope.',
      lines: ['+ org.scalatest:scalatest-core_2.13 3.2.15'],
    },
  ],
  [
    'podfile-lock/syft-Podfile.lock',
    {
      reason: SUBSPECS,
      lines: [
        '+ PINRemoteImage 3.0.3',
        '- PINCache/Arc-exception-safe 3.0.3',
        '- PINCache/Core 3.0.3',
        '- PINRemoteImage/Core 3.0.3',
        '- PINRemoteImage/PINCache 3.0.3',
        '- PINRemoteImage/iOS 3.0.3',
        '- Texture/AssetsLibrary 3.1.0',
        '- Texture/Core 3.1.0',
        '- Texture/MapKit 3.1.0',
        '- Texture/PINRemoteImage 3.1.0',
        '- Texture/Photos 3.1.0',
        '- Texture/Video 3.1.0',
        '- TextureSwiftSupport/Components 3.13.0',
        '- TextureSwiftSupport/Experiments 3.13.0',
        '- TextureSwiftSupport/Extensions 3.13.0',
        '- TextureSwiftSupport/LayoutSpecBuilders 3.13.0',
      ],
    },
  ],
  [
    'podfile-lock/trivy-happy.lock',
    {
      reason: SUBSPECS,
      lines: [
        '- AppCenter/Analytics 4.2.0',
        '- AppCenter/Core 4.2.0',
        '- AppCenter/Crashes 4.2.0',
      ],
    },
  ],
  [
    'conan-lock/scalibr-one-package-dev.v1.revisions.json',
    {
      reason:
        'The tool states no groups for locked graphs; the file has the package under build_requires.',
      lines: ['! ninja 1.11.1 is development'],
    },
  ],
  [
    'renv-lock/scalibr-with-mixed-sources.lock',
    {
      reason:
        'The tool leaves out packages out of repositories, which here have the origin "git" and no ecosystem.',
      lines: ['+ mime 0.12.1'],
    },
  ],
  [
    'renv-lock/scalibr-without-repository.lock',
    {
      reason:
        'The tool leaves out a package whose source is not stated; it is installed nevertheless, and has no ecosystem here.',
      lines: ['+ morning 0.1.0'],
    },
  ],
  [
    'stack-lock/scalibr-invalid',
    {
      reason:
        'Stack writes lists, also empty ones: a file that ends after the first key was cut off, and must not pass for a project without packages.',
      lines: [
        "refused: 'packages' is missing: the file is cut off, or in another format",
      ],
    },
  ],
  [
    'stack-lock/syft-stack.yaml.lock',
    {
      reason:
        'The tool leaves out packages out of repositories, which here have the origin "git" and no ecosystem.',
      lines: ['+ kore 0.60.0.0'],
    },
  ],
  [
    'cabal-project-freeze/scalibr-valid_2',
    {
      reason:
        "The tool reads constraints with 'any.' only; one without fixes the version of the package as well.",
      lines: ['+ foo 2.4.0.3'],
    },
  ],
];
