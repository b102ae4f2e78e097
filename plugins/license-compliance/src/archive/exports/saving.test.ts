import { openSaving } from './saving';

const picker = window as { showSaveFilePicker?: unknown };

afterEach(() => {
  delete picker.showSaveFilePicker;
});

describe('openSaving', () => {
  it('writes to disk as bytes come, where the browser can', async () => {
    const writer = { write: jest.fn(), close: jest.fn(), abort: jest.fn() };
    const pick = jest.fn(async () => ({ createWritable: async () => writer }));
    picker.showSaveFilePicker = pick;
    const saving = (await openSaving('a.zip'))!;
    expect(pick).toHaveBeenCalledWith({ suggestedName: 'a.zip' });
    expect(saving.streams).toBe(true);
    const chunk = new Uint8Array([1]);
    await saving.write(chunk);
    expect(writer.write).toHaveBeenCalledWith(chunk);
    await saving.discard();
    expect(writer.abort).toHaveBeenCalled();
    expect(writer.close).not.toHaveBeenCalled();
  });

  it('gives nothing where the reader chose no file', async () => {
    picker.showSaveFilePicker = async () => {
      throw Object.assign(new Error('no'), { name: 'AbortError' });
    };
    await expect(openSaving('a.zip')).resolves.toBeUndefined();
  });

  it('keeps the bytes until all are there, where the browser cannot', async () => {
    let saved: Blob | undefined;
    URL.createObjectURL = (blob: Blob) => {
      saved = blob;
      return 'blob:made';
    };
    URL.revokeObjectURL = jest.fn();
    const saving = (await openSaving('a.zip'))!;
    expect(saving.streams).toBe(false);
    await saving.write(new Uint8Array([1, 2]));
    await saving.write(new Uint8Array([3]));
    expect(saved).toBeUndefined();
    await saving.finish();
    expect(saved?.size).toBe(3);
  });
});
