const [panel, gap, top, left] = [120, 26, 22, 34] as const;

/**
 * Small multiples, one a genre: the share of held-out tracks (upwards) whose percentile is at most p (to the right). On
 * the diagonal a percentile means what it says. Readable on light and dark pages.
 */
export function calibrationPlot(ranksByGenre: Readonly<Record<string, readonly number[]>>, columns: number): string {
  const genres = Object.keys(ranksByGenre).sort();
  const rows = Math.ceil(genres.length / columns);
  const width = left + columns * (panel + gap);
  const height = rows * (panel + gap + top) + 14;
  const panels = genres.map((genre, i) => {
    const x = left + (i % columns) * (panel + gap);
    const y = top + Math.floor(i / columns) * (panel + gap + top);
    return panelOf(genre, ranksByGenre[genre]!, x, y, i % columns === 0);
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" font-size="10" role="img" aria-label="Calibration by genre">
<style>text{fill:#57606a}.frame{fill:none;stroke:#8c959f}.even{stroke:#8c959f;stroke-dasharray:3 3}.held{fill:none;stroke:#0969da;stroke-width:1.6}@media(prefers-color-scheme:dark){text{fill:#9da7b1}.held{stroke:#58a6ff}}</style>
${panels.join('\n')}
</svg>
`;
}

function panelOf(genre: string, ranks: readonly number[], x: number, y: number, labelled: boolean): string {
  const sorted = Float64Array.from(ranks).sort();
  const points = [`${x},${y + panel}`];
  for (let percent = 2; percent <= 100; percent += 2) {
    let below = 0;
    while (below < sorted.length && sorted[below]! <= percent) below++;
    points.push(`${round(x + (percent / 100) * panel)},${round(y + panel * (1 - below / sorted.length))}`);
  }
  const axis = labelled
    ? `<text x="${x - 4}" y="${y + 8}" text-anchor="end">100%</text><text x="${x - 4}" y="${y + panel}" text-anchor="end">0</text>`
    : '';
  return `<g><text x="${x}" y="${y - 6}" font-weight="600">${genre}</text><rect class="frame" x="${x}" y="${y}" width="${panel}" height="${panel}"/><line class="even" x1="${x}" y1="${y + panel}" x2="${x + panel}" y2="${y}"/><polyline class="held" points="${points.join(' ')}"/>${axis}<text x="${x}" y="${y + panel + 12}">0</text><text x="${x + panel}" y="${y + panel + 12}" text-anchor="end">percentile 100</text></g>`;
}

function round(value: number): number {
  return Math.round(10 * value) / 10;
}
