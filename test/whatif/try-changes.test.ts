import { expect, test } from 'vitest';
import { looseGroove } from '../../samples/clips/loose-groove.js';
import { analysers } from '../../src/analysers/index.js';
import { SwerveError } from '../../src/errors.js';
import { embeddedProfiles } from '../../src/profiles/embedded/index.js';
import { loadProfile } from '../../src/profiles/loaded-profile.js';
import { changeBank } from '../../src/whatif/change-bank.js';
import { tryChanges } from '../../src/whatif/try-changes.js';

const { left, right } = looseGroove();
const channels = [left, right].map((channel) => Float32Array.from(channel).subarray(0, 15 * 44100));
const loaded = loadProfile(embeddedProfiles.find(({ name }) => name === 'electronic')!);
const unable = async () => {
  throw new SwerveError('missing-package', 'There is no renderer.', 'render', 'Install one.');
};

// ten analyses of 15 s: a few seconds, or minutes where the machine has much else to do
test('every change is tried both ways; what cannot be rendered says why, the rest is ranked', {
  timeout: 300_000,
}, async () => {
  const tried = await tryChanges(channels, 44100, loaded, { analysers, render: unable });
  expect(tried.map(({ id, amount }) => `${id} ${amount}`).sort()).toEqual(
    changeBank.flatMap(({ id, amounts }) => amounts.map((amount) => `${id} ${amount}`)).sort(),
  );
  const measured = tried.flatMap((change) => ('unavailable' in change ? [] : [change]));
  const rendered = new Set(['tilt', 'presence', 'low-end', 'limiting']);
  expect(measured.every(({ id }) => !rendered.has(id))).toBe(true);
  for (const change of tried)
    if ('unavailable' in change) expect(change.unavailable).toBe('There is no renderer. Install one.');
  expect(measured.map(({ distance }) => distance.value)).toEqual(
    measured.map(({ distance }) => distance.value).toSorted((a, b) => a - b),
  );
  for (const { distance, distancePerUnit, side, amount } of measured) {
    expect(distancePerUnit.value * amount).toBeCloseTo(distance.value, 12);
    expect(distancePerUnit.low).toBeLessThanOrEqual(distancePerUnit.value);
    expect(distancePerUnit.high).toBeGreaterThanOrEqual(distancePerUnit.value);
    expect(side).toBe(distance.high < 0 ? 'towards the average' : distance.low > 0 ? 'away' : 'neither');
  }
});

test('it stops where it is told to', async () => {
  const signal = { aborted: true };
  await expect(tryChanges(channels, 44100, loaded, { analysers, render: unable, signal })).rejects.toMatchObject({
    code: 'aborted',
  });
});
