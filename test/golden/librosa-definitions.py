"""Reference values for timbre, from librosa's published definitions written out in numpy (librosa itself is not needed).

Run: python3 test/golden/librosa-definitions.py > test/golden/librosa-definitions.json
     python3 test/golden/librosa-definitions.py ../shared/data > test/golden/librosa-recordings.json

The first is three seconds of synthetic sound, every 20th frame. The second is the first 30 s of 20 recordings (16-bit
FLAC at 44.1 kHz, decoded by ffmpeg, channels averaged): three frames of each, and the medians over all its frames.

One frame every 1225 samples, 2048-point periodic Hann scaled to a sum of 2, magnitudes up to 15 kHz. Differences from
librosa's defaults: frames are not centred, the bins end at 15 kHz, contrast is 20 log10 of magnitudes (librosa takes
10 log10), the floor under logarithms is 80 dB below the frame's mean power (librosa's flatness has an absolute one,
1e-10). Both mel scales have triangles of unit area, librosa's default (norm='slaney'); "mfccHtk" is its htk=True. Chroma
is the root of the power of the 4096-point bins nearest each semitone above 220 Hz (Wakefield 1999).
"""

import json
import subprocess
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


def spectra(samples, size=SIZE, hop=HOP):
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)
    window *= 2 / window.sum()
    samples = samples.astype(np.float32).astype(np.float64)
    count = (len(samples) - size) // hop + 1
    frames = np.stack([samples[i * hop : i * hop + size] for i in range(count)])
    return np.abs(np.fft.rfft(frames * window, axis=1))


def slaney_mel(hertz):
    hertz = np.asarray(hertz, dtype=float)
    return np.where(hertz < 1000, 3 * hertz / 200, 15 + 27 * np.log(np.maximum(hertz, 1e-9) / 1000) / np.log(6.4))


def slaney_hertz(mel):
    mel = np.asarray(mel, dtype=float)
    return np.where(mel < 15, 200 * mel / 3, 1000 * np.exp(np.log(6.4) * (mel - 15) / 27))


def htk_mel(hertz):
    return 2595 * np.log10(1 + hertz / 700)


def htk_hertz(mel):
    return 700 * (10 ** (mel / 2595) - 1)


def mel_weights(bands, to_mel, to_hertz):
    points = to_hertz(np.linspace(to_mel(0), to_mel(HIGH), bands + 2))
    freqs = np.fft.rfftfreq(SIZE, 1 / RATE)
    lower = (freqs[None] - points[:-2, None]) / np.diff(points)[:-1, None]
    upper = (points[2:, None] - freqs[None]) / np.diff(points)[1:, None]
    return np.maximum(0, np.minimum(lower, upper)) * (2 / (points[2:] - points[:-2]))[:, None]


def mel_power(magnitude, scale, bands=40):
    return magnitude**2 @ mel_weights(bands, *scale).T


def mfcc(mel, count=14):
    bands = mel.shape[1]
    decibels = 10 * np.log10(np.maximum(mel, 1e-30))
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


def chroma(samples):
    power = spectra(samples, 4096, 4900) ** 2
    freqs = np.fft.rfftfreq(4096, 1 / RATE)
    folded = (freqs >= 220) & (freqs <= 4200)
    classes = np.floor(12 * np.log2(freqs[folded] / 440) + 0.5).astype(int) % 12
    return np.sqrt(power[:, folded] @ np.eye(12)[classes])


SLANEY, HTK = (slaney_mel, slaney_hertz), (htk_mel, htk_hertz)


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
        "mfcc": mfcc(mel_power(whole, SLANEY)),
        "mfccHtk": mfcc(mel_power(whole, HTK)),
        "chroma": chroma(samples),
    }


def digits(row):
    return [float(f"{x:.8g}") for x in np.atleast_1d(row)]


def sounding(samples, field):
    """Frames within 60 dB of the loudest, by what the descriptor is made of: the others count as silence."""
    if field == "chroma":
        power = spectra(samples, 4096, 4900) ** 2
    elif field.startswith("mfcc"):
        power = mel_power(spectra(samples), HTK if field == "mfccHtk" else SLANEY)
    else:
        power = spectra(samples)[:, np.fft.rfftfreq(SIZE, 1 / RATE) <= HIGH] ** 2
    power = power.sum(axis=1)
    return np.flatnonzero(power >= 1e-6 * power.max())


RECORDINGS = [
    *(f"drums/{name}.flac" for name in ["80sRock.drum-only", "Beatles.drum-only", "Grunge.drum-only", "Reggae.drum-only"]),
    *(f"drums/{name}.flac" for name in ["Reggae.full-mix", "Rock.full-mix", "Rockabilly.drum-only"]),
    *(f"singing/{name}.flac" for name in [1130, 1174, 1188, 1205, 406, 424, 4380]),
    *(f"makam/{name}.flac" for name in ["huzzam-1", "rast-1", "rast-2", "segah-1", "ussak-1", "ussak-2"]),
]


def decode(path):
    def run(*command):
        return subprocess.run(command, check=True, capture_output=True).stdout

    entries = ["-v", "error", "-show_entries", "stream=channels,sample_rate", "-of", "csv=p=0", path]
    rate, channels = map(int, run("ffprobe", *entries).split(b","))
    assert rate == RATE, path
    pcm = np.frombuffer(run("ffmpeg", "-v", "error", "-t", "30", "-i", path, "-f", "s16le", "-"), dtype="<i2")
    return (pcm.reshape(-1, channels).astype(np.float64) / 32768).mean(axis=1)[: 30 * RATE]


def recording(folder, name):
    samples = decode(f"{folder}/{name}")
    frames, medians = {}, {}
    with np.errstate(divide="ignore", invalid="ignore"):
        measured = measure(samples)
    for field, values in measured.items():
        heard = sounding(samples, field)
        frames[field] = {str(i): digits(values[i]) for i in heard[[len(heard) // 5, len(heard) // 2, -len(heard) // 5]]}
        # chroma has no gate of its own
        medians[field] = digits(np.median(values if field == "chroma" else values[heard], axis=0))
    return {"file": name, "seconds": round(len(samples) / RATE, 6), "frames": frames, "medians": medians}


def provenance():
    ffmpeg = subprocess.run(["ffmpeg", "-version"], check=True, capture_output=True, text=True).stdout.split()[2]
    return {
        "command": "python3 test/golden/librosa-definitions.py ../shared/data > test/golden/librosa-recordings.json",
        "decoder": f"ffmpeg {ffmpeg}, FLAC to 16 bits",
        "versions": f"Python {sys.version.split()[0]}, numpy {np.__version__}",
        "tolerance": "1e-4 of the value, or of 1 % of the recording's largest of its kind",
    }


if len(sys.argv) > 1:
    lines = ",\n".join(json.dumps(recording(sys.argv[1], name)) for name in RECORDINGS)
    sys.stdout.write(f'{{"provenance": {json.dumps(provenance())},\n"recordings": [\n{lines}\n]}}\n')
else:
    golden = {
        name: {field: [digits(row) for row in values[::20]] for field, values in measure(samples).items()}
        for name, samples in signals()
    }
    sys.stdout.write(f"{json.dumps(golden)}\n")
