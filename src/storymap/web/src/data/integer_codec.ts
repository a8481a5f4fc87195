// Integers as short text, as rendering/basemap/integer_codec.py writes them.

// biome-ignore-all lint/style/noNonNullAssertion: an index here runs below the length of its array.

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-./:;=?@[]^";
const BASE = ALPHABET.length;
const ONE = 64;
const TWO = 12;

const DIGITS = new Uint8Array(128);
for (let digit = 0; digit < BASE; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

export function decodeIntegers(text: string): Int32Array {
  const values = new Int32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; ) {
    const digit = (): number => DIGITS[text.charCodeAt(at++)]!;
    const lead = digit();
    let zigzag = lead;
    if (lead >= ONE + TWO) {
      zigzag = ONE + TWO * BASE + (((lead - ONE - TWO) * BASE + digit()) * BASE + digit()) * BASE + digit();
    } else if (lead >= ONE) {
      zigzag = ONE + (lead - ONE) * BASE + digit();
    }
    values[count++] = (zigzag >>> 1) ^ -(zigzag & 1);
  }
  return values.slice(0, count);
}
