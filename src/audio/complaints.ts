type Console = Record<'error' | 'warn' | 'log', (...words: unknown[]) => void>;

/** Collects what decoders write to the console, where it would reach a user out of the blue. */
export type Complaints = {
  /** Runs a decoder's synchronous call. Throws what it throws, and when it complains without end. */
  collect<Result>(run: () => Result): Result;
  report(): readonly string[];
};

/** A decoder that complains this often in one call will never come back. */
const patience = 2000;

export function createComplaints(): Complaints {
  let total = 0;
  let first = '';
  return {
    collect(run) {
      const { console } = globalThis as unknown as { console?: Console };
      if (console === undefined) return run();
      const { error, warn, log } = console;
      let inThisCall = 0;
      const collect = (...words: unknown[]) => {
        const text = words.map(String).join(' ').replaceAll(/\s+/g, ' ').trim();
        if (total++ === 0) first = text;
        if (++inThisCall > patience) throw new Error('The decoder does not get on.');
      };
      Object.assign(console, { error: collect, warn: collect, log: collect });
      try {
        return run();
      } finally {
        Object.assign(console, { error, warn, log });
      }
    },
    report() {
      if (total === 0) return [];
      return [`The decoder met damage ${total === 1 ? 'once' : `${total} times`} and went on; first it said: ${first}`];
    },
  };
}
