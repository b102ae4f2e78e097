import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { Keys, knownKeys } from './knownKeys';

/** The keys that a type of config.d.ts has. */
function keysOf(type: ts.TypeNode): Keys {
  if (ts.isUnionTypeNode(type)) {
    return type.types.map(keysOf).find(keys => keys !== null) ?? null;
  }
  if (ts.isTypeReferenceNode(type) && type.typeArguments) {
    const below = keysOf(type.typeArguments[0]);
    return below && [below];
  }
  if (!ts.isTypeLiteralNode(type)) return null;
  const members = type.members.filter(ts.isPropertySignature);
  if (members.length === 0) return null;
  return Object.fromEntries(
    members.map(member => [
      (member.name as ts.Identifier).text,
      keysOf(member.type!),
    ]),
  );
}

/** With nothing below what other readers look at. */
function shortened(keys: Keys, like: Keys): Keys {
  if (keys === null || like === null) return null;
  if (Array.isArray(keys) || Array.isArray(like)) {
    return [shortened((keys as [Keys])[0], (like as [Keys])[0])];
  }
  return Object.fromEntries(
    Object.entries(keys).map(([key, below]) => [
      key,
      key in like ? shortened(below, like[key]) : below,
    ]),
  );
}

it('knows the keys of config.d.ts', () => {
  const file = path.join(__dirname, '../../config.d.ts');
  const source = ts.createSourceFile(
    file,
    readFileSync(file, 'utf8'),
    ts.ScriptTarget.Latest,
  );
  const config = source.statements.find(ts.isInterfaceDeclaration)!;
  const supplyChain = config.members.find(ts.isPropertySignature)!;
  const documented = keysOf(supplyChain.type!) as { [key: string]: any };
  documented.archive.s3 = null;
  documented.tickets.jira = null;
  expect(shortened(documented, knownKeys)).toEqual(knownKeys);
});
