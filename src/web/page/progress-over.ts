const leastMilliseconds = 80;

/**
 * Turns the bytes read of one file after another into the share of them all, told at most every 80 ms. The result is
 * called once for each reading, and gives what that reading is to call.
 */
export function progressOver(
  totalBytes: number,
  onProgress: (share: number) => void,
): () => (bytesRead: number) => void {
  let before = 0;
  let current = 0;
  let told = 0;
  return () => {
    before += current;
    current = 0;
    return (bytesRead) => {
      current = bytesRead;
      const now = performance.now();
      if (now - told < leastMilliseconds && before + current < totalBytes) return;
      told = now;
      onProgress((before + current) / totalBytes);
    };
  };
}
