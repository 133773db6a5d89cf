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
  let where = '';
  return {
    lost(position, seconds, byteCount) {
      if (!open) {
        open = true;
        if (stretches++ === 0) where = `at byte ${position}${seconds === undefined ? '' : `, ${seconds.toFixed(1)} s`}`;
      }
      bytes += byteCount;
    },
    resume() {
      open = false;
    },
    report: () =>
      stretches === 0
        ? []
        : stretches === 1
          ? [`${bytes} damaged bytes ${where} were left out.`]
          : [`${stretches} damaged stretches, ${bytes} bytes together, the first ${where}, were left out.`],
  };
}
