import { type Annotations, beatName, pointsOf, type Span } from './annotations.js';

const rate = 44100;
type Point = { readonly seconds: number; readonly label: string; readonly value?: number };
type Layer = { readonly name: string; readonly unit?: string; readonly points: readonly Point[] };

/**
 * Layers for Sonic Visualiser (.svl): instants with names for beats, onsets, sections, chords and keys; curves for tempo,
 * pitch and loudness. Frames are those of a recording at 44.1 kHz; Sonic Visualiser brings them to its own rate.
 */
export function sonicVisualiserLayers(annotations: Annotations): string {
  const { file, seconds, beats, onsets, tempoCurve, pitch, loudness } = annotations;
  const curve = (points: readonly { readonly seconds: number; readonly value: number }[]) =>
    points.map((point) => ({ ...point, label: '' }));
  const starts = (spans: readonly Span[]) => spans.map((span) => ({ seconds: span.seconds, label: span.name }));
  const layers: Layer[] = [
    { name: 'Beats', points: beats.map((beat) => ({ seconds: beat.seconds, label: beatName(beat) })) },
    { name: 'Onsets', points: onsets.map((onset) => ({ seconds: onset.seconds, label: '' })) },
    { name: 'Sections', points: starts(annotations.sections) },
    { name: 'Chords', points: starts(annotations.chords) },
    { name: 'Keys', points: starts(annotations.keys) },
    { name: 'Tempo', unit: 'BPM', points: curve(tempoCurve.map((at) => ({ seconds: at.seconds, value: at.bpm }))) },
    { name: 'Pitch', unit: 'Hz', points: curve(pointsOf(pitch)) },
    { name: 'Loudness', unit: 'LUFS', points: curve(pointsOf(loudness)) },
  ].filter(({ points }) => points.length > 0);
  const end = Math.round(seconds * rate);
  const models = layers.map((layer, i) => modelOf(layer, 3 * i, `${file.name}: ${layer.name}`, end));
  const shown = layers.map(({ name, unit }, i) => {
    const type = unit === undefined ? 'timeinstants' : 'timevalues';
    return `    <layer${attributes({ id: 3 * i + 2, type, name, model: 3 * i, plotStyle: 0 })}/>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE sonic-visualiser>
<sv>
  <data>
${models.join('\n')}
  </data>
  <display>
${shown.join('\n')}
  </display>
</sv>
`;
}

function modelOf({ unit, points }: Layer, id: number, name: string, end: number): string {
  const dimensions = unit === undefined ? 1 : 2;
  const values = points.flatMap(({ value }) => value ?? []);
  const extent =
    unit === undefined
      ? {}
      : {
          minimum: values.reduce((least, value) => Math.min(least, value), Infinity),
          maximum: values.reduce((most, value) => Math.max(most, value), -Infinity),
          units: unit,
        };
  const model = {
    id,
    name,
    sampleRate: rate,
    start: 0,
    end,
    type: 'sparse',
    dimensions,
    resolution: 1,
    notifyOnAdd: 'true',
    dataset: id + 1,
    ...extent,
  };
  const marks = points.map(({ seconds, label, value }) => {
    const frame = Math.round(seconds * rate);
    return `      <point${attributes({ frame, ...(value === undefined ? {} : { value }), label })}/>`;
  });
  return `    <model${attributes(model)}/>
    <dataset${attributes({ id: id + 1, dimensions })}>
${marks.join('\n')}
    </dataset>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');
}

/** What XML 1.0 cannot hold, controls and half of a pair, becomes U+FFFD. */
function xmlText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
