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
  fetchBlob: () => Promise<Blob>,
  fileName: string,
): Download {
  const [state, setState] = useState<{ busy: boolean; error?: Error }>({
    busy: false,
  });
  const start = useCallback(() => {
    setState({ busy: true });
    fetchBlob().then(
      blob => {
        saveAs(blob, fileName);
        setState({ busy: false });
      },
      (cause: unknown) => {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        setState({ busy: false, error });
      },
    );
  }, [fetchBlob, fileName]);
  return { ...state, start };
}

function saveAs(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
