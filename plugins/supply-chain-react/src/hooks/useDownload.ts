import { useCallback, useState } from 'react';

/** A download that is made on demand. @public */
export interface Download {
  busy: boolean;
  error?: Error;
  start(): void;
}

/**
 * Fetches a document with the reader's rights and hands it to the browser as
 * a file. (A plain link would carry no token.)
 *
 * @public
 */
export function useDownload(
  fetchFile: () => Promise<Response>,
  fileName: string,
): Download {
  const [state, setState] = useState<{ busy: boolean; error?: Error }>({
    busy: false,
  });
  const start = useCallback(() => {
    setState({ busy: true });
    save(fetchFile, fileName).then(
      () => setState({ busy: false }),
      (cause: unknown) => {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        setState({ busy: false, error });
      },
    );
  }, [fetchFile, fileName]);
  return { ...state, start };
}

async function save(
  fetchFile: () => Promise<Response>,
  fileName: string,
): Promise<void> {
  const response = await fetchFile();
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
