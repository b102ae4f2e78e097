import { after, timeoutSignal } from './timers';

const DAY = 24 * 60 * 60 * 1000;

describe('timers', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([1, 20, 25, 30, 90])('waits for %d days', days => {
    const callback = jest.fn();
    after(days * DAY, callback);
    jest.advanceTimersByTime(days * DAY - 1);
    expect(callback).not.toHaveBeenCalled();
    jest.advanceTimersByTime(1);
    expect(callback).toHaveBeenCalledTimes(1);
  });

  it('stops in any part of its time', () => {
    const callback = jest.fn();
    const stop = after(60 * DAY, callback);
    jest.advanceTimersByTime(30 * DAY);
    stop();
    jest.advanceTimersByTime(60 * DAY);
    expect(callback).not.toHaveBeenCalled();
  });

  it('aborts after more days than a timer of Node has', () => {
    const signal = timeoutSignal(30 * DAY);
    jest.advanceTimersByTime(30 * DAY - 1);
    expect(signal.aborted).toBe(false);
    jest.advanceTimersByTime(1);
    expect(signal.reason.name).toBe('TimeoutError');
  });
});
