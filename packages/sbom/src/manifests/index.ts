import type { ManifestReader } from './reader';
import { mixLock } from './beam/mixLock';
import { rebarLock } from './beam/rebarLock';
import { bunLock } from './bun/bunLock';
import { cargoLock } from './cargo/cargoLock';
import { composerLock } from './composer/composerLock';
import { pubspecLock } from './dart/pubspecLock';
import { denoJson } from './deno/denoJson';
import { denoLock } from './deno/denoLock';
import { composeFile } from './containers/composeFile';
import { dockerfile } from './containers/dockerfile';
import { gitlabCi } from './containers/gitlabCi';
import { githubAction, githubWorkflow } from './githubActions/workflow';
import { podfileLock } from './cocoapods/podfileLock';
import { conanLock } from './conan/conanLock';
import { goMod } from './go/goMod';
import { goSum } from './go/goSum';
import { goVendoredModules } from './go/vendoredModules';
import {
  gradleConfigurationLockfile,
  gradleLockfile,
} from './gradle/gradleLockfile';
import { helmChart, helmLock } from './helm/helmChart';
import { gradleVersionCatalog } from './gradle/catalogReader';
import { gradleVerificationMetadata } from './gradle/verificationMetadata';
import { mavenPom } from './maven/mavenPom';
import { npmPackageLock, npmShrinkwrap } from './npm/packageLock';
import { pnpmLock } from './pnpm/pnpmLock';
import { dotnetDepsJson } from './nuget/depsJson';
import { dotnetProject } from './nuget/dotnetProject';
import { dotnetTools } from './nuget/dotnetTools';
import { nugetPackagesConfig } from './nuget/packagesConfig';
import { nugetPackagesLock } from './nuget/packagesLock';
import { paketLock } from './nuget/paketLock';
import { nugetPackagesProps } from './nuget/packagesProps';
import { nugetProjectAssets } from './nuget/projectAssets';
import { preCommitConfig } from './preCommit/preCommitConfig';
import { pipfileLock } from './python/pipfileLock';
import { pdmLock } from './python/pdmLock';
import { poetryLock } from './python/poetryLock';
import { pylockToml } from './python/pylockToml';
import { requirementsTxt } from './python/requirementsTxt';
import { uvLock } from './python/uvLock';
import { sbtLock } from './sbt/sbtLock';
import { gemfileLock } from './ruby/gemfileLock';
import { apkInstalled } from './system/apkInstalled';
import { dpkgStatus } from './system/dpkgStatus';
import { terraformLock } from './terraform/terraformLock';
import { globalJson } from './toolchains/globalJson';
import { rustToolchain } from './toolchains/rustToolchain';
import { toolVersions } from './toolchains/toolVersions';
import { versionFile } from './toolchains/versionFile';
import { cartfileResolved } from './swift/cartfileResolved';
import { swiftPackageResolved } from './swift/packageResolved';
import { condaEnvironment } from './conda/environmentYml';
import { condaExplicit } from './conda/condaExplicit';
import { condaLock } from './conda/condaLock';
import { pixiLock } from './conda/pixiLock';
import { cabalFreeze } from './haskell/cabalFreeze';
import { stackLock } from './haskell/stackLock';
import { juliaManifest } from './julia/juliaManifest';
import { renvLock } from './r/renvLock';
import { vcpkgJson } from './vcpkg/vcpkgJson';
import { yarnLock } from './yarn/yarnLock';

/**
 * All formats, in the order in which they are asked whether a file is theirs.
 *
 * @public
 */
export const manifestReaders: readonly ManifestReader[] = [
  npmPackageLock,
  npmShrinkwrap,
  yarnLock,
  pnpmLock,
  poetryLock,
  uvLock,
  pdmLock,
  pylockToml,
  pipfileLock,
  requirementsTxt,
  cargoLock,
  gemfileLock,
  goMod,
  goSum,
  goVendoredModules,
  mavenPom,
  gradleLockfile,
  gradleConfigurationLockfile,
  composerLock,
  nugetPackagesLock,
  nugetProjectAssets,
  dotnetDepsJson,
  nugetPackagesConfig,
  dotnetTools,
  dotnetProject,
  nugetPackagesProps,
  paketLock,
  bunLock,
  denoLock,
  denoJson,
  pubspecLock,
  mixLock,
  rebarLock,
  githubWorkflow,
  githubAction,
  dockerfile,
  composeFile,
  gitlabCi,
  terraformLock,
  helmLock,
  helmChart,
  preCommitConfig,
  versionFile,
  toolVersions,
  globalJson,
  rustToolchain,
  dpkgStatus,
  apkInstalled,
  gradleVerificationMetadata,
  gradleVersionCatalog,
  sbtLock,
  swiftPackageResolved,
  cartfileResolved,
  podfileLock,
  conanLock,
  vcpkgJson,
  condaLock,
  condaExplicit,
  pixiLock,
  condaEnvironment,
  renvLock,
  stackLock,
  cabalFreeze,
  juliaManifest,
];
