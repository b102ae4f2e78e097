import type { SourceObserver } from '@safety-curtain/plugin-supply-chain-node';
import { Observers } from './Observers';

/** Asks for some bytes of each file, and notes what it is told. */
function asking(bytes: number) {
  const told: string[] = [];
  const observer: SourceObserver = {
    onFile: path => (path.startsWith('left') ? 0 : bytes),
    onContent: (path, content) => told.push(`${path} ${content.length}`),
    onUnread: path => told.push(`unread ${path}`),
    onMissed: path => told.push(`missed ${path}`),
  };
  return { told, observer };
}

describe('Observers', () => {
  it('asks for what the one wants that wants most, and gives each its own', () => {
    const [some, all, none] = [asking(3), asking(10), asking(0)];
    const observers = new Observers(some.observer, all.observer, none.observer);
    expect(observers.onFile('a', 20, true)).toBe(10);
    observers.onContent('a', Buffer.alloc(20));
    expect(observers.onFile('left', 20, true)).toBe(0);
    observers.onContent('left', Buffer.alloc(20));
    observers.onUnread('b', 'a link');
    observers.onMissed('c');
    const others = ['unread b', 'missed c'];
    expect(some.told).toEqual(['a 3', ...others]);
    expect(all.told).toEqual(['a 10', ...others]);
    expect(none.told).toEqual(others);
  });

  it('shows all files of one path, of which the last one counts', () => {
    const { told, observer } = asking(3);
    const observers = new Observers(observer);
    observers.onFile('a', 1, true);
    observers.onFile('a', 2, true);
    observers.onContent('a', Buffer.alloc(1));
    observers.onContent('a', Buffer.alloc(2));
    expect(told).toEqual(['a 1', 'a 2']);
  });
});
