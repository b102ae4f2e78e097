import { folderOf, joinPath } from '../input/relativePath';

/** The file beside a lock file in which people declare dependencies, by format. */
const DECLARING = new Map([
  ['npm-package-lock', 'package.json'],
  ['npm-shrinkwrap', 'package.json'],
  ['yarn-lock', 'package.json'],
  ['pnpm-lock', 'package.json'],
  ['cargo-lock', 'Cargo.toml'],
  ['uv-lock', 'pyproject.toml'],
  ['poetry-lock', 'pyproject.toml'],
  ['pdm-lock', 'pyproject.toml'],
  ['pipfile-lock', 'Pipfile'],
  ['gemfile-lock', 'Gemfile'],
  ['composer-lock', 'composer.json'],
  ['paket-lock', 'paket.dependencies'],
  ['bun-lock', 'package.json'],
  ['deno-lock', 'deno.json'],
  ['pubspec-lock', 'pubspec.yaml'],
  ['mix-lock', 'mix.exs'],
  ['rebar-lock', 'rebar.config'],
  ['terraform-lock', 'versions.tf'],
  ['helm-lock', 'Chart.yaml'],
  ['gradle-lockfile', 'build.gradle'],
  ['go-sum', 'go.mod'],
  // In `vendor`.
  ['go-vendor', '../go.mod'],
  // In `gradle`.
  ['gradle-verification-metadata', '../build.gradle'],
  ['sbt-lock', 'build.sbt'],
  ['swift-package-resolved', 'Package.swift'],
  ['cartfile-resolved', 'Cartfile'],
  ['podfile-lock', 'Podfile'],
  ['conan-lock', 'conanfile.py'],
  ['conda-lock', 'environment.yml'],
  ['conda-explicit', 'environment.yml'],
  ['pixi-lock', 'pixi.toml'],
  ['stack-lock', 'stack.yaml'],
  ['cabal-project-freeze', 'cabal.project'],
  ['julia-manifest', 'Project.toml'],
  // In `gradle/dependency-locks`.
  ['gradle-configuration-lockfile', '../../build.gradle'],
]);

/**
 * Where people declare what a lock file locks; the file itself where it is no
 * lock file.
 *
 * @param format - id of the reader, for example `npm-package-lock`
 *
 * @public
 */
export function declaringFile(path: string, format: string): string {
  const name = DECLARING.get(format);
  return (name && joinPath(folderOf(path), name)) ?? path;
}
