import { npmRegistries } from '@safety-curtain/npm-configuration';
import { diffSboms } from '@safety-curtain/sbom';
import { readSource } from '../input/source';
import { printNotes } from '../output/streams';

/** Writes which components came, went and changed between two places. */
export async function diff(
  before: string,
  after: string,
  options: { format: string },
): Promise<void> {
  const registries = await npmRegistries();
  const [then, now] = [before, after].map(place => {
    const source = readSource(place, { registries });
    printNotes(source.notes);
    return {
      components: source.inventory.manifests.flatMap(m => m.components),
    };
  });
  const difference = diffSboms(then, now);
  if (options.format === 'json') {
    process.stdout.write(`${JSON.stringify(difference, null, 2)}\n`);
    return;
  }
  const lines = [
    ...difference.added.map(c => `+ ${c.name} ${c.version}`),
    ...difference.removed.map(c => `- ${c.name} ${c.version}`),
    ...difference.changed.map(
      c => `~ ${c.name} ${c.before.join(', ')} -> ${c.after.join(', ')}`,
    ),
  ];
  process.stdout.write(
    lines.length > 0 ? `${lines.join('\n')}\n` : 'No difference\n',
  );
}
