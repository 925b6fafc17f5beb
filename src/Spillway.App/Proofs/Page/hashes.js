'use strict';
// SHA-256 (FIPS 180-4). The browser's own answers only later; hundreds of thousands of short texts want an answer at once.
// Before it is used it is held against the browser's (selfTest).
const ROUND = new Uint32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
  0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
  0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
  0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
  0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
  0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2]);
const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
const schedule = new Uint32Array(64);

function mixBlock(state, bytes, at) {
  const w = schedule;
  for (let i = 0; i < 16; i++, at += 4) {
    w[i] = bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    w[i] = w[i - 16] + w[i - 7] + ((x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3) + ((y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const one = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + ROUND[i] + w[i] | 0;
    const two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
    h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

// SHA-256 of a few pieces of bytes, one after the other: 64 hexadecimal digits.
function sha256(...pieces) {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const padded = new Uint8Array((length + 72 >> 6) << 6);
  let at = 0;
  for (const piece of pieces) { padded.set(piece, at); at += piece.length; }
  padded[length] = 0x80;
  // The length in bits; a piece has less than 2^50 of them.
  for (let bits = length * 8, end = padded.length - 1; bits > 0; bits = Math.floor(bits / 256)) padded[end--] = bits % 256;
  const state = new Uint32Array([0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]);
  for (let block = 0; block < padded.length; block += 64) mixBlock(state, padded, block);
  let text = '';
  for (let i = 0; i < 8; i++) text += HEX[state[i] >>> 24] + HEX[state[i] >>> 16 & 255] + HEX[state[i] >>> 8 & 255] + HEX[state[i] & 255];
  return text;
}

const toHex = bytes => Array.from(bytes, value => HEX[value]).join('');
function fromHex(text) {
  const bytes = new Uint8Array(text.length / 2);
  const digit = at => { const code = text.charCodeAt(at); return code < 58 ? code - 48 : code - 87; };
  for (let i = 0; i < bytes.length; i++) bytes[i] = digit(2 * i) << 4 | digit(2 * i + 1);
  return bytes;
}
function fromBase64(text) {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(plain, letter => letter.charCodeAt(0));
}
const toBase64Url = bytes => btoa(String.fromCharCode(...bytes)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

async function selfTest() {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 1000]) {
    const bytes = Uint8Array.from({ length }, (_, i) => i * 7 + length & 255);
    if (sha256(bytes) !== toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))) {
      throw new Error('This browser computes SHA-256 in two ways with two results; use another one.');
    }
  }
}

// The Merkle tree of RFC 6962: leaves begin with a byte 0, nodes with a byte 1; n leaves divide after the largest power of two below n.
const LEAF = Uint8Array.of(0), NODE = Uint8Array.of(1);
const leafHash = bytes => sha256(LEAF, bytes);
const nodeHash = (left, right) => sha256(NODE, fromHex(left), fromHex(right));

function merkleRoot(leaves) {
  let row = leaves;
  while (row.length > 1) {
    const above = [];
    for (let i = 0; i + 1 < row.length; i += 2) above.push(nodeHash(row[i], row[i + 1]));
    if (row.length % 2 === 1) above.push(row[row.length - 1]);
    row = above;
  }
  return row[0];
}

// The root that a leaf leads to on its path (RFC 9162 §2.1.3.2); null where no such path leads from there.
function climb(leaf, index, count, path) {
  if (!Number.isSafeInteger(index) || index < 0 || index >= count) return null;
  let hash = leaf, place = index, last = count - 1;
  for (const beside of path) {
    if (last === 0) return null;
    const isRight = place % 2 === 1 || place === last;
    hash = isRight ? nodeHash(beside, hash) : nodeHash(hash, beside);
    while (isRight && place % 2 === 0 && place !== 0) { place = Math.floor(place / 2); last = Math.floor(last / 2); }
    place = Math.floor(place / 2); last = Math.floor(last / 2);
  }
  return last === 0 ? hash : null;
}
