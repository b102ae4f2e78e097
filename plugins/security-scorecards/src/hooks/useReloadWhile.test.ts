import { renderHook } from '@testing-library/react';
import { useReloadWhile } from './useReloadWhile';

describe('useReloadWhile', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('looks again after each answer that is not the last, and then no more', () => {
    const reload = jest.fn();
    const { rerender, unmount } = renderHook(
      ({ pending, value }) => useReloadWhile(pending, value, reload),
      { initialProps: { pending: true, value: 1 } },
    );
    jest.advanceTimersByTime(60_000);
    expect(reload).toHaveBeenCalledTimes(1);

    rerender({ pending: true, value: 2 });
    jest.advanceTimersByTime(60_000);
    expect(reload).toHaveBeenCalledTimes(2);

    rerender({ pending: false, value: 3 });
    jest.advanceTimersByTime(60_000);
    expect(reload).toHaveBeenCalledTimes(2);

    rerender({ pending: true, value: 4 });
    unmount();
    jest.advanceTimersByTime(60_000);
    expect(reload).toHaveBeenCalledTimes(2);
  });
});
