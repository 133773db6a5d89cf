/** Gathers the stretches of a file that could not be read into one sentence. */
export type DamageLog = {
  /** Bytes that were left out, adjoining ones being one stretch. */
  lost(position: number, seconds: number | undefined, byteCount: number): void;
  /** Sound was read again. */
  resume(): void;
  report(): readonly string[];
};

export function createDamageLog(): DamageLog {
  let stretches = 0;
  let bytes = 0;
  let open = false;
  let heard = false;
  let where = '';
  return {
    lost(position, seconds, byteCount) {
      if (!open) {
        open = true;
        if (stretches++ === 0) where = `byte ${position}${seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`}`;
      }
      bytes += byteCount;
    },
    resume() {
      open = false;
      heard = true;
    },
    report() {
      const toTheEnd = open && heard;
      if (stretches === 0) return [];
      if (stretches > 1)
        return [
          `${stretches} damaged stretches, ${bytes} bytes together, the first at ${where}${toTheEnd ? ', the last at the end of the file' : ''}, were left out.`,
        ];
      if (toTheEnd)
        return [
          `The end of the file is cut or damaged: what is whole ends at ${where}; the ${bytes} bytes after it were left out.`,
        ];
      return [`${bytes} damaged bytes at ${where} were left out.`];
    },
  };
}
