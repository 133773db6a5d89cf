/** Band b of a spectrum = sum_i weights[starts[b] + i] * spectrum[first[b] + i] as far as starts[b + 1]; empty bands have no weights. */
export type Filterbank = {
  readonly centres: Float32Array;
  readonly first: Uint32Array;
  /** One more than there are bands. */
  readonly starts: Uint32Array;
  readonly weights: Float64Array;
};

/** Hertz to mel and back. */
export type MelScale = { readonly toMel: (hertz: number) => number; readonly toHertz: (mel: number) => number };

export const melScales: Readonly<Record<'slaney' | 'htk', MelScale>> = {
  /** Auditory Toolbox (Slaney 1998): linear below 1 kHz, logarithmic above. */
  slaney: {
    toMel: (hertz) => (hertz < 1000 ? (3 * hertz) / 200 : 15 + (27 * Math.log(hertz / 1000)) / Math.log(6.4)),
    toHertz: (mel) => (mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp((Math.log(6.4) * (mel - 15)) / 27)),
  },
  /** The HTK book's (O'Shaughnessy 1987). */
  htk: {
    toMel: (hertz) => 2595 * Math.log10(1 + hertz / 700),
    toHertz: (mel) => 700 * (10 ** (mel / 2595) - 1),
  },
};

/** Triangles between neighbouring points equally spaced in mel; each has unit area in Hz (Slaney's norm), on either scale. */
export function melFilterbank(
  { toMel, toHertz }: MelScale,
  bands: number,
  lowHz: number,
  highHz: number,
  rate: number,
  frameSize: number,
): Filterbank {
  const lowMel = toMel(lowHz);
  const stepMel = (toMel(highHz) - lowMel) / (bands + 1);
  const points = Array.from({ length: bands + 2 }, (_, i) => toHertz(lowMel + i * stepMel));
  return triangles(points, rate, frameSize, 'area');
}

/** Triangles centred on lowHz * 2^(i / perOctave) up to highHz, each of unit sum; a band narrower than a bin is its nearest bin. */
export function octaveFilterbank(
  perOctave: number,
  lowHz: number,
  highHz: number,
  rate: number,
  frameSize: number,
): Filterbank {
  const bands = Math.floor(perOctave * Math.log2(highHz / lowHz) + 1e-9) + 1;
  const points = Array.from({ length: bands + 2 }, (_, i) => lowHz * 2 ** ((i - 1) / perOctave));
  return triangles(points, rate, frameSize, 'sum');
}

/** The 31 nominal third-octave centres from 20 Hz to 20 kHz: exact centre 1000 * 10^(n / 10), n = -17 .. 13 (IEC 61260). */
export const thirdOctaveCentres: readonly number[] = Array.from({ length: 31 }, (_, i) => 1000 * 10 ** ((i - 17) / 10));

/** Sums of bins between centre * 10^(-1/20) and centre * 10^(1/20); a bin on an edge is shared in proportion to its overlap. */
export function thirdOctaveFilterbank(rate: number, frameSize: number): Filterbank {
  const binHz = rate / frameSize;
  const lastBin = frameSize / 2;
  const first: number[] = [];
  const rows = thirdOctaveCentres.map((centre) => {
    const low = (centre * 10 ** -0.05) / binHz;
    const high = Math.min((centre * 10 ** 0.05) / binHz, lastBin + 0.5);
    const from = Math.round(low);
    first.push(from);
    const row: number[] = [];
    for (let k = from; k <= lastBin && k - 0.5 < high; k++)
      row.push(Math.max(0, Math.min(high, k + 0.5) - Math.max(low, k - 0.5)));
    return row;
  });
  return filterbank(thirdOctaveCentres, first, rows);
}

/** Writes the bands of `spectrum` (frameSize / 2 + 1 bins) to `bands`; two bands at once, since one waits for its own sum. */
export function applyFilterbank(
  { first, starts, weights }: Filterbank,
  spectrum: Float32Array,
  bands: Float32Array,
): void {
  const count = first.length;
  for (let b = 0; b < count; b += 2) {
    const start = starts[b]!;
    const middle = starts[b + 1]!;
    const end = b + 1 < count ? starts[b + 2]! : middle;
    const bin = first[b]!;
    const nextBin = b + 1 < count ? first[b + 1]! : 0;
    const both = Math.min(middle - start, end - middle);
    let sum = 0;
    let nextSum = 0;
    for (let i = 0; i < both; i++) {
      sum += weights[start + i]! * spectrum[bin + i]!;
      nextSum += weights[middle + i]! * spectrum[nextBin + i]!;
    }
    for (let i = both; i < middle - start; i++) sum += weights[start + i]! * spectrum[bin + i]!;
    for (let i = both; i < end - middle; i++) nextSum += weights[middle + i]! * spectrum[nextBin + i]!;
    bands[b] = sum;
    if (b + 1 < count) bands[b + 1] = nextSum;
  }
}

function filterbank(
  centres: readonly number[],
  first: readonly number[],
  rows: readonly (readonly number[])[],
): Filterbank {
  const starts = new Uint32Array(rows.length + 1);
  rows.forEach((row, b) => {
    starts[b + 1] = starts[b]! + row.length;
  });
  return {
    centres: Float32Array.from(centres),
    first: Uint32Array.from(first),
    starts,
    weights: Float64Array.from(rows.flat()),
  };
}

function triangles(points: readonly number[], rate: number, frameSize: number, norm: 'area' | 'sum'): Filterbank {
  const binHz = rate / frameSize;
  const lastBin = frameSize / 2;
  const first: number[] = [];
  const rows = points.slice(1, -1).map((centre, i) => {
    const low = points[i]!;
    const high = points[i + 2]!;
    const from = Math.floor(low / binHz) + 1;
    const row: number[] = [];
    for (let k = from; k <= lastBin && k * binHz < high; k++) {
      const hertz = k * binHz;
      row.push(hertz <= centre ? (hertz - low) / (centre - low) : (high - hertz) / (high - centre));
    }
    const sum = row.reduce((total, weight) => total + weight, 0);
    if (norm === 'area') {
      first.push(from);
      return row.map((weight) => (2 * weight) / (high - low));
    }
    if (sum > 0) {
      first.push(from);
      return row.map((weight) => weight / sum);
    }
    first.push(Math.min(lastBin, Math.round(centre / binHz)));
    return [1];
  });
  return filterbank(points.slice(1, -1), first, rows);
}
