/** Value at `point`; writes the gradient. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

const memory = 8;

/** The minimum of a smooth convex function, from the origin, by L-BFGS with backtracking (Nocedal & Wright 2006, ch. 7). */
export function minimise(objective: Objective, size: number, steps = 80): Float64Array {
  let point = new Float64Array(size);
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  const pairs: { readonly move: Float64Array; readonly turn: Float64Array; readonly scale: number }[] = [];
  for (let step = 0; step < steps; step++) {
    const direction = descent(gradient, pairs);
    const slope = dot(direction, gradient);
    if (!(slope < -1e-12 * Math.abs(value))) break;
    let length = pairs.length === 0 ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
    let next = point;
    const nextGradient = new Float64Array(size);
    let nextValue = Infinity;
    for (let tries = 0; tries < 30 && !(nextValue <= value + 1e-4 * length * slope); tries++) {
      if (tries > 0) length /= 2;
      next = point.map((x, i) => x + length * direction[i]!);
      nextValue = objective(next, nextGradient);
    }
    if (!(nextValue < value)) break;
    const move = next.map((x, i) => x - point[i]!);
    const turn = nextGradient.map((g, i) => g - gradient[i]!);
    const bend = dot(move, turn);
    if (bend > 0) pairs.push({ move, turn, scale: 1 / bend });
    if (pairs.length > memory) pairs.shift();
    [point, gradient, value] = [next, nextGradient, nextValue];
  }
  return point;
}

function descent(
  gradient: Float64Array,
  pairs: readonly { readonly move: Float64Array; readonly turn: Float64Array; readonly scale: number }[],
): Float64Array {
  const direction = gradient.map((g) => -g);
  const shares = pairs.toReversed().map(({ move, turn, scale }) => {
    const share = scale * dot(move, direction);
    addTo(direction, turn, -share);
    return share;
  });
  const last = pairs.at(-1);
  if (last !== undefined) {
    const factor = 1 / (last.scale * dot(last.turn, last.turn));
    for (let i = 0; i < direction.length; i++) direction[i]! *= factor;
  }
  pairs.forEach(({ move, turn, scale }, i) => {
    addTo(direction, move, shares[pairs.length - 1 - i]! - scale * dot(turn, direction));
  });
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function addTo(target: Float64Array, values: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * values[i]!;
}
