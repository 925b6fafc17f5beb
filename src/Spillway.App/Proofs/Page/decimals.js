// Decimals as the statement reckons: a whole number of at most 96 bits and how many of its digits stand behind the point (at most 28).
// What does not fit is rounded, halves to the even digit.
const TOO_LARGE = 1n << 96n;
const MOST_SCALE = 28;

function decimal(text) {
  if (typeof text !== 'string' || !/^-?\d{1,29}(\.\d{1,28})?$/.test(text)) throw new Error(`'${text}' is no decimal number`);
  const [whole, rest = ''] = text.split('.');
  return { whole: BigInt(whole + rest), scale: rest.length };
}

const tenTo = power => 10n ** BigInt(power);
const size = whole => whole < 0n ? -whole : whole;

function divided(whole, power, isHalfUp) {
  if (power === 0) return whole;
  const by = tenTo(power), half = by / 2n, sign = whole < 0n ? -1n : 1n;
  const quotient = size(whole) / by, rest = size(whole) % by;
  const isUp = rest > half || rest === half && (isHalfUp || quotient % 2n === 1n);
  return sign * (quotient + (isUp ? 1n : 0n));
}

function fitted(whole, scale) {
  for (let drop = Math.max(0, scale - MOST_SCALE); drop <= scale; drop++) {
    const result = divided(whole, drop, false);
    if (size(result) < TOO_LARGE) return { whole: result, scale: scale - drop };
  }
  throw new Error('a number has more digits than a decimal can hold');
}

const ZERO = { whole: 0n, scale: 0 };
const times = (a, b) => fitted(a.whole * b.whole, a.scale + b.scale);
function plus(a, b) {
  const scale = Math.max(a.scale, b.scale);
  return fitted(a.whole * tenTo(scale - a.scale) + b.whole * tenTo(scale - b.scale), scale);
}

const rounded = (a, digits, isHalfUp) => a.scale <= digits ? a : { whole: divided(a.whole, a.scale - digits, isHalfUp), scale: digits };
const isEqual = (a, b) => a.whole * tenTo(b.scale) === b.whole * tenTo(a.scale);

function shown(a) {
  const digits = size(a.whole).toString().padStart(a.scale + 1, '0');
  const text = a.scale === 0 ? digits : `${digits.slice(0, -a.scale)}.${digits.slice(-a.scale)}`;
  return a.whole < 0n ? '-' + text : text;
}

// A line's amount under the rounding of its clause.
function lineAmount(quantity, price, rounding) {
  const exact = times(quantity, price);
  switch (rounding) {
    case 'exact': return exact;
    case 'cent-half-up': return rounded(exact, 2, true);
    case 'cent-half-even': return rounded(exact, 2, false);
    case 'four-decimals': return rounded(exact, 4, true);
    default: throw new Error(`its rounding '${rounding}' is unknown`);
  }
}

// A total to the cent, halves away from zero; digits beyond the fourteenth come of numbers without an end and decide nothing.
const toCent = a => rounded(a.scale > 18 ? rounded(a, 14, false) : a, 2, true);

// A quantity with the 15 digits that a number in JSON has.
function to15Digits(a) {
  if (a.whole === 0n) return ZERO;
  const whole = size(a.whole) / tenTo(a.scale);
  const wholeDigits = whole === 0n ? 0 : whole.toString().length;
  return wholeDigits >= 15 ? rounded(a, 0, true) : rounded(a, Math.min(15 - wholeDigits, MOST_SCALE), true);
}

// Whether a number of a JSON text is this decimal: both have at most 15 digits, so equal decimals are equal numbers.
const isNumber = (stated, a) => typeof stated === 'number' && stated === Number(shown(a));
