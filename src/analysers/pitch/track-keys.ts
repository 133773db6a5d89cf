const keys = 24;
/** How long a key usually holds, seconds, before another stretch of the piece is in a new one. */
const usualSeconds = 30;
/** Nats that a correlation of 1 speaks for a key: stretches of one key differ by about .2 in how well they fit it. */
const concentration = 10;
/** Of a change, how much likelier the keys a fifth away, the relative and the parallel are than any other. */
const nearness = 4;

const changeLogs = Float64Array.from({ length: keys * keys }, (_, i) => {
  const weigh = (to: number): number =>
    to === Math.floor(i / keys) ? 0 : isNear(Math.floor(i / keys), to) ? nearness : 1;
  const total = Array.from({ length: keys }, (_, to) => weigh(to)).reduce((sum, weight) => sum + weight, 0);
  return Math.log(weigh(i % keys) / total);
});

/**
 * The likeliest key of each stretch (Viterbi 1967), of 24 correlations a stretch as `scoreKeys` writes them, stretches
 * `hopSeconds` apart: hidden keys that hold for 30 s on average, each seen through `exp(10 correlation)`.
 */
export function trackKeys(scores: Float64Array, hopSeconds: number): Uint8Array {
  const stretches = scores.length / keys;
  const path = new Uint8Array(stretches);
  if (stretches === 0) return path;
  const stayLog = -hopSeconds / usualSeconds;
  const leaveLog = Math.log(1 - Math.exp(stayLog));
  const from = new Uint8Array(stretches * keys);
  let logs = scores.slice(0, keys).map((score) => concentration * score);
  for (let stretch = 1; stretch < stretches; stretch++) {
    const before = logs;
    logs = new Float64Array(keys);
    for (let key = 0; key < keys; key++) {
      let best = key;
      let most = before[key]! + stayLog;
      for (let other = 0; other < keys; other++) {
        const changed = before[other]! + leaveLog + changeLogs[other * keys + key]!;
        if (changed > most) [best, most] = [other, changed];
      }
      from[stretch * keys + key] = best;
      logs[key] = most + concentration * scores[stretch * keys + key]!;
    }
  }
  path[stretches - 1] = logs.indexOf(Math.max(...logs));
  for (let stretch = stretches - 1; stretch > 0; stretch--) path[stretch - 1] = from[stretch * keys + path[stretch]!]!;
  return path;
}

/** A fifth away in the same mode, the relative or the parallel. */
function isNear(a: number, b: number): boolean {
  const step = ((b % 12) - (a % 12) + 12) % 12;
  if (a < 12 === b < 12) return step === 5 || step === 7;
  return step === 0 || step === (a < 12 ? 9 : 3);
}
