// Large documents in several formats, written in pieces: as texts they would be too long for the measuring process.
import { closeSync, openSync, writeSync } from 'node:fs';

const purlOf = at => `pkg:npm/%40scope/package-${at}@1.${at % 100}.0`;
const versionOf = at => `1.${at % 100}.0`;

const FORMATS = {
  'CycloneDX JSON': (write, count) => {
    write(
      '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"component":{"type":"application","name":"a","bom-ref":"root"}},"components":[',
    );
    each(write, count, at => ({
      type: 'library',
      'bom-ref': purlOf(at),
      group: '@scope',
      name: `package-${at}`,
      version: versionOf(at),
      purl: purlOf(at),
      licenses: [{ license: { id: 'MIT' } }],
    }));
    write(`],"dependencies":[{"ref":"root","dependsOn":["${purlOf(0)}"]},`);
    each(write, count, at => ({
      ref: purlOf(at),
      dependsOn: [purlOf((at + 1) % count)],
    }));
    write(']}');
  },
  'CycloneDX XML': (write, count) => {
    write(
      '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"><metadata><component type="application" bom-ref="root"><name>a</name></component></metadata><components>',
    );
    for (let at = 0; at < count; at++) {
      write(
        `<component type="library" bom-ref="${purlOf(
          at,
        )}"><group>@scope</group><name>package-${at}</name><version>${versionOf(
          at,
        )}</version><licenses><license><id>MIT</id></license></licenses><purl>${purlOf(
          at,
        )}</purl></component>`,
      );
    }
    write('</components><dependencies>');
    for (let at = 0; at < count; at++) {
      const next = purlOf((at + 1) % count);
      write(
        `<dependency ref="${purlOf(
          at,
        )}"><dependency ref="${next}"/></dependency>`,
      );
    }
    write('</dependencies></bom>');
  },
  'SPDX 2.3 JSON': (write, count) => {
    const idOf = at => `SPDXRef-${at}`;
    write(
      '{"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"a","documentNamespace":"https://example.org/a","creationInfo":{"created":"2026-01-01T00:00:00Z","creators":["Tool: t-1"]},"packages":[',
    );
    each(write, count, at => ({
      SPDXID: idOf(at),
      name: `@scope/package-${at}`,
      versionInfo: versionOf(at),
      licenseDeclared: 'MIT',
      externalRefs: [
        {
          referenceCategory: 'PACKAGE-MANAGER',
          referenceType: 'purl',
          referenceLocator: purlOf(at),
        },
      ],
    }));
    write('],"relationships":[');
    each(write, count, at => ({
      spdxElementId: idOf(at),
      relationshipType: 'DEPENDS_ON',
      relatedSpdxElement: idOf((at + 1) % count),
    }));
    write(']}');
  },
};

/** Writes a document of so many components, each of which depends on the next. */
export function writeDocument(file, format, count) {
  const opened = openSync(file, 'w');
  let piece = '';
  const write = text => {
    piece += text;
    if (piece.length < 1 << 20) return;
    writeSync(opened, piece);
    piece = '';
  };
  FORMATS[format](write, count);
  writeSync(opened, piece);
  closeSync(opened);
}

function each(write, count, itemOf) {
  for (let at = 0; at < count; at++) {
    write(`${at === 0 ? '' : ','}${JSON.stringify(itemOf(at))}`);
  }
}
