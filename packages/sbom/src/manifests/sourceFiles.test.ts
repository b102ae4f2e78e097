import { isIgnoredFolder } from './ignoredFolders';
import {
  describeUnlocked,
  isCompanion,
  isManifest,
  isWanted,
} from './sourceFiles';

describe('which files of a source are wanted', () => {
  it.each([
    'package-lock.json',
    'a/npm-shrinkwrap.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'poetry.lock',
    'Pipfile.lock',
    'requirements.txt',
    'requirements-dev.txt',
    'dev-requirements.txt',
    'requirements/test.txt',
    'go.mod',
    'go.sum',
    'ios/Podfile.lock',
    'App.xcodeproj/project.xcworkspace/xcshareddata/swiftpm/Package.resolved',
    'gradle/verification-metadata.xml',
    'gradle/libs.versions.toml',
    'environment-dev.yml',
    'Manifest-v1.11.toml',
    'Cargo.lock',
    'Gemfile.lock',
    'app/pom.xml',
  ])('%s is a manifest', path => {
    expect(isManifest(path)).toBe(true);
    expect(isCompanion(path)).toBe(false);
    expect(isWanted(path)).toBe(true);
  });

  it.each([
    'package.json',
    'x/pyproject.toml',
    'Cargo.toml',
    'go.work',
    'Gemfile',
  ])('%s is a companion', path => {
    expect(isCompanion(path)).toBe(true);
    expect(isWanted(path)).toBe(true);
  });

  it.each([
    'README.md',
    'notes.txt',
    'my-package-lock.json',
    'requirements.md',
  ])('%s is not wanted', path => expect(isWanted(path)).toBe(false));

  it('leaves installed packages and version control alone', () => {
    expect(['node_modules', 'vendor', '.git'].every(isIgnoredFolder)).toBe(
      true,
    );
    expect(isIgnoredFolder('src')).toBe(false);
  });

  it('says what to do about a manifest without a lock file', () => {
    expect(describeUnlocked('web/package.json')).toMatchObject({
      ecosystem: 'npm',
      lockFiles: expect.arrayContaining(['package-lock.json', 'yarn.lock']),
      message: expect.stringContaining('no lock file for package.json'),
    });
    expect(describeUnlocked('web/package-lock.json')).toBeUndefined();
  });
});
