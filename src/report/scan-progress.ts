/** How far a scan has come, how fast, and how long the rest will take: '37 of 240 · 1.9 a second · 1:47 left'. */
export function scanProgress(done: number, of: number, elapsedSeconds: number): string {
  const bar = of === 0 ? '' : `${'█'.repeat(Math.round((20 * done) / of)).padEnd(20, '░')} `;
  if (done === 0 || elapsedSeconds <= 0) return `${bar}${done} of ${of}`;
  const rate = done / elapsedSeconds;
  const rateText = rate >= 1 ? `${rate.toFixed(1)} a second` : `${(60 * rate).toFixed(1)} a minute`;
  return `${bar}${done} of ${of} · ${rateText} · ${clock((of - done) / rate)} left`;
}

function clock(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const padded = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${padded(minutes)}:${padded(rest)}` : `${minutes}:${padded(rest)}`;
}
