import { itCompares } from '../../__testUtils__/stepTable';

describe('Cargo.lock and Cargo.toml', () => {
  const lock = (version = '1.4.0') => `version = 3
[[package]]
name = "app"
version = "0.1.0"
dependencies = ["real", "serde"]
[[package]]
name = "real"
version = "0.3.1"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "serde"
version = "${version}"
source = "registry+https://github.com/rust-lang/crates.io-index"
`;
  const toml = (dependencies: string, more = '') => ({
    'Cargo.toml': `[package]\nname = "app"\nversion = "0.1.0"\n[dependencies]\n${dependencies}\n${more}`,
  });
  const alias = 'short = { package = "real", version = "0.3" }';
  itCompares('Cargo.lock', [
    {
      when: 'agree, with another name and a target of its own',
      lock: lock(),
      beside: toml(alias, '[target."cfg(unix)".dependencies]\nserde = "1.2"'),
      expected: 'in step',
    },
    {
      when: 'agree on what the workspace asks for',
      lock: lock(),
      beside: toml(
        `${alias}\nserde = { workspace = true }`,
        '[workspace.dependencies]\nserde = ">=1.2, <2"',
      ),
      expected: 'in step',
    },
    {
      when: 'differ in a version',
      lock: lock('1.1.0'),
      beside: toml(`${alias}\nserde = "1.2"`),
      expected:
        'Cargo.toml of app asks for serde 1.2, and the lock file gives 1.1.0',
    },
    {
      when: 'differ by a package that was added',
      lock: lock(),
      beside: toml(`${alias}\nserde = "1"\nrand = "0.8"`),
      expected:
        'Cargo.toml of app asks for rand, and the lock file was made without it',
    },
    {
      when: 'differ by a package that was taken out',
      lock: lock(),
      beside: toml(alias),
      expected:
        'the lock file was made for serde, and Cargo.toml of app does not ask for it',
    },
    {
      when: 'differ in the version of the project',
      lock: lock().replace('0.1.0', '0.0.9'),
      beside: toml(`${alias}\nserde = "1"`),
      expected:
        'Cargo.toml of app has the version 0.1.0, and the lock file 0.0.9',
    },
    {
      when: 'is open without Cargo.toml',
      lock: lock(),
      beside: {},
      expected: 'open',
    },
    {
      when: 'agree with a member that a wildcard finds',
      lock: `${lock()}[[package]]\nname = "member"\nversion = "0.1.0"\n`,
      beside: {
        ...toml(
          `${alias}\nserde = "1"`,
          '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]',
        ),
        'crates/member/Cargo.toml': '[package]\nname = "member"\n',
        'crates/old/Cargo.toml': '[package]\nname = "app"\nversion = "9.9.9"\n',
      },
      expected: 'in step',
    },
    {
      when: 'is open where a member is not known',
      lock: `${lock()}[[package]]\nname = "member"\nversion = "0.1.0"\n`,
      beside: toml(
        `${alias}\nserde = "1"`,
        '[workspace]\nmembers = ["crates/*"]',
      ),
      expected: 'open',
    },
  ]);
});
