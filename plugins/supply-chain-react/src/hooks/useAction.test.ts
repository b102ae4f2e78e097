import { act, renderHook, waitFor } from '@testing-library/react';
import { useAction } from './useAction';

describe('useAction', () => {
  it('keeps what came of it, and tells', async () => {
    const onDone = jest.fn();
    const { result } = renderHook(() =>
      useAction(async (a: number, b: number) => a + b, onDone),
    );
    expect(result.current).toMatchObject({ busy: false });
    act(() => result.current.run(2, 3));
    expect(result.current.busy).toBe(true);
    await waitFor(() => expect(result.current.value).toBe(5));
    expect(result.current.busy).toBe(false);
    expect(onDone).toHaveBeenCalledWith(5);
  });

  it('keeps why it did not work, until it is tried again', async () => {
    const answers = [Promise.reject(new Error('no')), Promise.resolve('yes')];
    const onDone = jest.fn();
    const { result } = renderHook(() =>
      useAction(() => answers.shift()!, onDone),
    );
    act(() => result.current.run());
    await waitFor(() => expect(result.current.error?.message).toBe('no'));
    expect(onDone).not.toHaveBeenCalled();
    act(() => result.current.run());
    expect(result.current.error).toBeUndefined();
    await waitFor(() => expect(result.current.value).toBe('yes'));
  });

  it('drops the outcome of a run that another has followed', async () => {
    let answerFirst: (value: string) => void = () => {};
    const first = new Promise<string>(resolve => {
      answerFirst = resolve;
    });
    const answers = [first, Promise.resolve('second')];
    const { result } = renderHook(() => useAction(() => answers.shift()!));
    act(() => result.current.run());
    act(() => result.current.run());
    await waitFor(() => expect(result.current.value).toBe('second'));
    await act(async () => answerFirst('first'));
    expect(result.current.value).toBe('second');
  });
});
