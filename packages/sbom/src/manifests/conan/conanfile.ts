import type { Sibling } from '../../model';

/** What the project's own recipe asks for, by name. */
export interface ConanfileNames {
  listed: ReadonlySet<string>;
  /** Whether there is nothing else that it may ask for. */
  isWhole: boolean;
}

const SECTIONS = new Set([
  'requires',
  'build_requires',
  'tool_requires',
  'test_requires',
]);

const nameOf = (reference: string) => reference.trim().split('/', 1)[0];

/** Sections of lines, with comments (Conan, "conanfile.txt"). */
function namesOfText(text: string): ConanfileNames {
  const listed = new Set<string>();
  let section = '';
  for (const raw of text.split('\n')) {
    const [line] = raw.trim().split(/\s+#|^#/, 1);
    if (line.startsWith('[')) {
      section = line.slice(1, -1).trim();
    } else if (line !== '' && SECTIONS.has(section)) {
      listed.add(nameOf(line));
    }
  }
  return { listed, isWhole: true };
}

/** A recipe in Python is not run: what is a text in it that names a package is taken as asked for. */
function namesOfRecipe(text: string): ConanfileNames {
  const found = text.matchAll(
    /["']([a-z0-9_][\w+.-]{0,100})\/[^"'\s/]{1,100}(?:["']|@)/gi,
  );
  return {
    listed: new Set([...found].map(([, name]) => name)),
    isWhole: false,
  };
}

/** Of conanfile.py, or conanfile.txt; undefined where neither is there. */
export function conanfileNames(sibling: Sibling): ConanfileNames | undefined {
  const recipe = sibling('conanfile.py');
  if (recipe !== undefined) {
    return namesOfRecipe(recipe);
  }
  const text = sibling('conanfile.txt');
  return text === undefined ? undefined : namesOfText(text);
}
