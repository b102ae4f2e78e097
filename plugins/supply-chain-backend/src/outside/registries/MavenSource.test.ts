import { normalizeLicense } from '@safety-curtain/licenses';
import { ask, createSource, registryServer } from './__testUtils__/registries';

const server = registryServer();

describe('Maven', () => {
  const create = () => createSource.maven(server.url);
  const folder = '/org/example/thing';
  const pom = (artifact: string, version: string, inner: string) =>
    server.answer(
      `/org/example/${artifact}/${version}/${artifact}-${version}.pom`,
      `<?xml version="1.0"?><project xmlns="http://maven.apache.org/POM/4.0.0">
        <groupId>org.example</groupId><artifactId>${artifact}</artifactId>
        <version>${version}</version>${inner}</project>`,
    );
  const parent = (artifact: string) =>
    `<parent><groupId>org.example</groupId><artifactId>${artifact}</artifactId><version>1</version></parent>`;
  const licenses = (...names: string[]) =>
    `<licenses>${names
      .map(
        name =>
          `<license><name>${name}</name><url>https://www.apache.org/licenses/LICENSE-2.0</url></license>`,
      )
      .join('')}</licenses>`;
  const licensesAsked = async (...versions: string[]) => {
    const facts = await ask(create(), 'org.example:thing', versions);
    return Object.fromEntries(
      [...facts!.versions].map(([version, each]) => [version, each.licenses]),
    );
  };

  it('reads one license, a choice of several, and an address', async () => {
    pom('thing', '1', licenses('Apache 2.0'));
    pom('thing', '2', licenses('MIT', 'EPL-2.0'));
    pom('thing', '3', licenses('See below'));
    pom('thing', '4', '<licenses/>');
    expect(await licensesAsked('1', '2', '3', '4', '5')).toEqual({
      1: ['Apache 2.0'],
      2: ['(MIT) OR (EPL-2.0)'],
      3: ['See below', 'https://www.apache.org/licenses/LICENSE-2.0'],
      4: [],
    });
    expect(normalizeLicense('(MIT) OR (EPL-2.0)')).toMatchObject({
      expression: 'EPL-2.0 OR MIT',
    });
  });

  it('looks for licenses in five parents, and no more', async () => {
    pom('thing', '1', parent('parent-1'));
    for (let i = 1; i < 5; i++) {
      pom(`parent-${i}`, '1', parent(`parent-${i + 1}`));
    }
    pom('parent-5', '1', licenses('MIT'));
    expect(await licensesAsked('1')).toEqual({ 1: ['MIT'] });
    pom('parent-5', '1', parent('parent-6'));
    pom('parent-6', '1', licenses('MIT'));
    expect(await licensesAsked('1')).toEqual({ 1: [] });
    // A parent of itself.
    pom('parent-1', '1', parent('parent-1'));
    expect(await licensesAsked('1')).toEqual({ 1: [] });
  });

  it('knows what is released', async () => {
    server.answer(
      `${folder}/maven-metadata.xml`,
      `<metadata><groupId>org.example</groupId><artifactId>thing</artifactId>
        <versioning><versions><version>1.0</version><version>2.0-rc1</version>
        <version>2.0</version></versions></versioning></metadata>`,
    );
    expect(await ask(create(), 'org.example:thing', ['9'])).toEqual({
      versions: new Map(),
      releases: [{ version: '1.0' }, { version: '2.0' }],
    });
    expect(await ask(create(), 'no-group', ['1'])).toBeUndefined();
  });

  it('does not take what it says of others for facts', async () => {
    server.answer(
      `${folder}/1/thing-1.pom`,
      '<project><groupId>org.example</groupId><artifactId>other</artifactId><version>1</version></project>',
    );
    await expect(licensesAsked('1')).rejects.toThrow(
      'Maven was asked for org.example:thing 1 and answered for "other"',
    );
  });

  it('takes no entities', async () => {
    server.answer(
      `${folder}/1/thing-1.pom`,
      '<!DOCTYPE p [<!ENTITY a "b">]><project><artifactId>&a;</artifactId></project>',
    );
    await expect(licensesAsked('1')).rejects.toThrow(
      'XML with a document type is not accepted',
    );
  });
});
