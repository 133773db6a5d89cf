import type { ScoreDocument } from '../../src/report/score-document.js';

const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\'&';

/** The same with a hostile text wherever a file, a tag or somebody's profile has its say. */
export function hostile(document: ScoreDocument): ScoreDocument {
  const { references, contributions, belonging, aspects, coverage } = document;
  return {
    ...document,
    file: `/music/${attack}.wav`,
    profile: attack,
    format: { ...document.format, container: attack },
    labels: { ...document.labels, 'pitch.key/key': attack },
    loudness: { missing: attack },
    groove: { missing: attack },
    references: {
      ...references,
      title: attack,
      source: attack,
      licence: attack,
      excerptPolicy: attack,
      plane: references.plane.map((reference) => ({ ...reference, artist: attack, title: attack })),
    },
    contributions: contributions.map((contribution) => ({
      ...contribution,
      title: attack,
      unit: attack,
      direction: attack,
    })),
    belonging: belonging.map((score) => ({ ...score, genre: attack })),
    genres: { in: [attack], undecided: [] },
    aspects,
    coverage: { ...coverage, masked: [{ id: attack, reason: attack }] },
    whatIf: [{ id: 'x', title: attack, unit: 'dB', amount: 1, unavailable: attack }],
  };
}

/** The same as if it were so many windows long, one of them silent. */
export function withWindows(document: ScoreDocument, count: number): ScoreDocument {
  const [window] = document.timeline;
  const timeline = Array.from({ length: count }, (_, index) => {
    const startSeconds = 30 * index;
    return index === 1
      ? { startSeconds, seconds: 30, departure: null, crowding: null, aspects: [], missing: 'digital silence' }
      : { ...window!, startSeconds, seconds: 30 };
  });
  return { ...document, seconds: 30 * count, timeline };
}
