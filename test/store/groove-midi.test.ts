import { parseMidi } from 'midi-file';
import { expect, test } from 'vitest';
import { grooveMidi } from '../../src/store/groove-midi.js';
import { grooveTemplate } from '../../src/store/groove-template.js';

/** Ticks and velocities of the notes that begin. */
function notesOf(bytes: Uint8Array) {
  const { header, tracks } = parseMidi(bytes);
  let tick = 0;
  const notes: { tick: number; velocity: number }[] = [];
  for (const event of tracks[0]!) {
    tick += event.deltaTime;
    if (event.type === 'noteOn') notes.push({ tick, velocity: event.velocity });
  }
  return { header, events: tracks[0]!, end: tick, notes };
}

test('a sixteenth 10 ms late at 120 BPM is 19 ticks late of 960 a beat, in both bars', () => {
  const steps = Array.from({ length: 16 }, (_, place) => (place === 4 ? { lateMs: 10, velocity: 0.5 } : undefined));
  const { header, events, notes, end } = notesOf(grooveMidi({ bpm: 120, steps }, 'gröve'));
  expect(header).toMatchObject({ format: 0, numTracks: 1, ticksPerBeat: 960 });
  expect(events).toContainEqual(expect.objectContaining({ type: 'setTempo', microsecondsPerBeat: 500000 }));
  expect(events).toContainEqual(expect.objectContaining({ type: 'timeSignature', numerator: 4, denominator: 4 }));
  expect(events).toContainEqual(expect.objectContaining({ type: 'trackName', text: 'gr?ve' }));
  expect(notes).toEqual([
    { tick: 979, velocity: 64 },
    { tick: 979 + 3840, velocity: 64 },
  ]);
  expect(end).toBe(2 * 3840);
});

test('what comes before the first bar is put on it, and comes early in the second', () => {
  const steps = Array.from({ length: 16 }, (_, place) => (place === 0 ? { lateMs: -25, velocity: 1 } : undefined));
  expect(notesOf(grooveMidi({ bpm: 60, steps }, '')).notes).toEqual([
    { tick: 0, velocity: 127 },
    { tick: 3840 - 24, velocity: 127 },
  ]);
});

test('every note that begins ends before the next of its pitch begins', () => {
  const steps = Array.from({ length: 16 }, (_, place) => ({ lateMs: place % 2 === 0 ? 40 : -40, velocity: 0.1 }));
  const { events } = notesOf(grooveMidi({ bpm: 200, steps }, ''));
  const types = events.map(({ type }) => type).filter((type) => type === 'noteOn' || type === 'noteOff');
  expect(types.filter((type) => type === 'noteOn')).toHaveLength(32);
  expect(types.filter((type) => type === 'noteOff')).toHaveLength(32);
});

test('a template is what was heard, or why there is none', () => {
  const values = {
    'timing.microtiming/pulse.value': 100,
    'timing.microtiming/velocity.1.value': 1,
    'timing.microtiming/late.1.value': 3,
    'timing.microtiming/velocity.2.value': 0,
  };
  const template = grooveTemplate({ values, missing: {} });
  expect(template).toMatchObject({ bpm: 100 });
  expect(typeof template === 'string' ? [] : template.steps.slice(0, 2)).toEqual([
    { lateMs: 3, velocity: 1 },
    undefined,
  ]);
  expect(grooveTemplate({ values: {}, missing: { 'timing.microtiming/pulse.value': 'nothing sounds' } })).toBe(
    'nothing sounds',
  );
  expect(
    grooveTemplate({
      values: { 'timing.microtiming/pulse.value': 100 },
      missing: { 'timing.microtiming/velocity.1.value': 'no bars of four' },
    }),
  ).toBe('no bars of four');
});
