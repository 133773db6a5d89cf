"""Reference values for timbre, from librosa's published definitions written out in numpy (librosa itself is not needed).

Run: python3 test/golden/librosa-definitions.py > test/golden/librosa-definitions.json

Three seconds of synthetic sound at 44.1 kHz, one frame every 1225 samples, 2048-point periodic Hann scaled to a sum of 2,
magnitudes up to 15 kHz. Differences from librosa's defaults: frames are not centred, the bins end at 15 kHz, contrast is
20 log10 of magnitudes (librosa takes 10 log10), and the floor under logarithms is 80 dB below the frame's mean power
(librosa's flatness has an absolute one, 1e-10).
"""

import json
import sys

import numpy as np

RATE, SIZE, HOP, HIGH = 44100, 2048, 1225, 15000.0


def noise(count, seed):
    """The linear congruential generator of the tests, -1 to 1."""
    state, out = seed, np.empty(count)
    for n in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        out[n] = state / 2**31 - 1
    return out


def signals():
    t = np.arange(3 * RATE) / RATE
    hiss = noise(len(t), 1)
    chord = sum(np.sin(2 * np.pi * f * t) / (i + 1) for i, f in enumerate([220.0, 277.18, 329.63, 880.0, 3520.0]))
    yield "hiss", 0.5 * hiss
    yield "chord", 0.2 * chord + 0.001 * hiss
    yield "sweep", 0.4 * np.sin(2 * np.pi * (100 * t + 1500 * t**2)) * (1 - t / 4) + 0.003 * hiss


def spectra(samples):
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(SIZE) / SIZE)
    window *= 2 / window.sum()
    samples = samples.astype(np.float32).astype(np.float64)
    count = (len(samples) - SIZE) // HOP + 1
    frames = np.stack([samples[i * HOP : i * HOP + SIZE] for i in range(count)])
    return np.abs(np.fft.rfft(frames * window, axis=1))


def slaney_mel(hertz):
    hertz = np.asarray(hertz, dtype=float)
    return np.where(hertz < 1000, 3 * hertz / 200, 15 + 27 * np.log(np.maximum(hertz, 1e-9) / 1000) / np.log(6.4))


def slaney_hertz(mel):
    mel = np.asarray(mel, dtype=float)
    return np.where(mel < 15, 200 * mel / 3, 1000 * np.exp(np.log(6.4) * (mel - 15) / 27))


def mel_weights(bands):
    points = slaney_hertz(np.linspace(slaney_mel(0), slaney_mel(HIGH), bands + 2))
    freqs = np.fft.rfftfreq(SIZE, 1 / RATE)
    lower = (freqs[None] - points[:-2, None]) / np.diff(points)[:-1, None]
    upper = (points[2:, None] - freqs[None]) / np.diff(points)[1:, None]
    return np.maximum(0, np.minimum(lower, upper)) * (2 / (points[2:] - points[:-2]))[:, None]


def mfcc(magnitude, bands=40, count=14):
    mel = magnitude**2 @ mel_weights(bands).T
    decibels = 10 * np.log10(mel)
    decibels = np.maximum(decibels, decibels.max() - 80)
    k, n = np.arange(count)[:, None], np.arange(bands)[None]
    dct = np.sqrt(2 / bands) * np.cos(np.pi * k * (2 * n + 1) / (2 * bands))
    return (decibels @ dct.T)[:, 1:]


def contrast(s, freqs, share=0.02):
    edges = np.concatenate([[0], 200 * 2.0 ** np.arange(7)])
    rows = np.empty((len(s), 7))
    for b in range(7):
        inside = np.logical_and(freqs >= edges[b], freqs <= edges[b + 1])
        found = np.flatnonzero(inside)
        if b > 0:
            inside[found[0] - 1] = True
        if b == 6:
            inside[found[-1] + 1 :] = True
        band = s[:, inside]
        if b < 6:
            band = band[:, :-1]
        counted = int(max(np.rint(share * inside.sum()), 1))
        band = np.sort(band, axis=1)
        rows[:, b] = 20 * np.log10(band[:, -counted:].mean(axis=1) / band[:, :counted].mean(axis=1))
    return rows


def measure(samples):
    whole = spectra(samples)
    freqs = np.fft.rfftfreq(SIZE, 1 / RATE)
    keep = freqs <= HIGH
    s, f = whole[:, keep], freqs[keep]
    p = s**2
    share = s / s.sum(axis=1, keepdims=True)
    centroid = share @ f
    deviation = f[None] - centroid[:, None]
    spread = np.sqrt((share * deviation**2).sum(axis=1))
    total = np.cumsum(s, axis=1)
    rolloff = lambda part: f[np.argmax(total >= part * total[:, -1:], axis=1)]
    p = np.maximum(p, 1e-8 * p.mean(axis=1, keepdims=True))
    q = p / p.sum(axis=1, keepdims=True)
    return {
        "centroid": centroid,
        "spread": spread,
        "skewness": (share * deviation**3).sum(axis=1) / spread**3,
        "kurtosis": (share * deviation**4).sum(axis=1) / spread**4,
        "entropy": -(q * np.log(q)).sum(axis=1) / np.log(len(f)),
        "rolloff85": rolloff(0.85),
        "rolloff95": rolloff(0.95),
        "flatness": np.exp(np.log(p).mean(axis=1)) / p.mean(axis=1),
        "contrast": contrast(s, f),
        "mfcc": mfcc(whole),
    }


def rounded(values):
    return [[float(f"{x:.8g}") for x in np.atleast_1d(row)] for row in values]


# Every 20th frame is enough to compare.
json.dump({name: {k: rounded(v[::20]) for k, v in measure(x).items()} for name, x in signals()}, sys.stdout)
sys.stdout.write("\n")
