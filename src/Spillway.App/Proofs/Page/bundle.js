// Reads a bundle, or one line of it, from its first byte to its last.
const MOST_LINE_BYTES = 8 << 20, HASHES_A_LINE = 1000, MOST_FAULTS = 100;
const LEAVES = '{"part":"leaves",', PATH = '{"part":"path",', SEAL = '{"part":"seal",';
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const HALF_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551n / 2n;

async function* linesOf(blob) {
  const reader = blob.stream().getReader();
  let rest = new Uint8Array(0), number = 0;
  for (; ;) {
    const { done, value } = await reader.read();
    if (done) break;
    let bytes = value;
    if (rest.length > 0) { bytes = new Uint8Array(rest.length + value.length); bytes.set(rest); bytes.set(value, rest.length); }
    let from = 0;
    for (let end; (end = bytes.indexOf(10, from)) >= 0; from = end + 1) yield { bytes: bytes.subarray(from, end), number: ++number, isEnded: true };
    rest = bytes.slice(from);
    if (rest.length > MOST_LINE_BYTES) break;
  }
  if (rest.length > 0) yield { bytes: rest, number: ++number, isEnded: false };
}

function startsWith(bytes, text) {
  if (bytes.length < text.length) return false;
  for (let at = 0; at < text.length; at++) if (bytes[at] !== text.charCodeAt(at)) return false;
  return true;
}

class Faults {
  all = [];
  // `about` is the check it belongs to: entries, signature, lines, totals, journal or stamps.
  add(line, place, what, about = 'entries') { if (this.all.length < MOST_FAULTS) this.all.push({ line, place, what, about }); }
  addFirst(line, place, what) { this.all.unshift({ line, place, what, about: 'entries' }); }
  // Stable: of one line, the cause before what follows from it.
  ordered() { return this.all.map((fault, at) => [fault, at]).sort((a, b) => a[0].line - b[0].line || a[1] - b[1]).map(([fault]) => fault); }
}

function parseLeaf(bytes, line, faults) {
  try {
    const leaf = JSON.parse(strict.decode(bytes));
    if (leaf !== null && typeof leaf === 'object' && ORDER.includes(leaf.part)) return leaf;
    faults.add(line, 'this line', `there is no part '${leaf?.part}'`);
  } catch (error) {
    faults.add(line, 'this line', `it cannot be read: ${error.message}`);
  }
  return null;
}

function show(check, leaf, line, faults) {
  try {
    check.take(leaf, what => faults.add(line, placeOf(leaf), what, check.about), line);
  } catch (error) {
    faults.add(line, placeOf(leaf), `it cannot be read: ${error.message}`, check.about);
  }
}

function endAll(checks, line, faults) {
  for (const check of checks) check.end((place, what, at) => faults.add(at ?? line, place, what, check.about));
}

async function readSeal(bytes, line, faults) {
  let text;
  try { text = strict.decode(bytes); } catch { faults.add(line, 'the seal', 'it is no text', 'signature'); return null; }
  const found = /^(.*),"signature":"([0-9a-f]{128})"\}$/s.exec(text);
  if (!found) { faults.add(line, 'the seal', 'it does not end with a signature of 128 lower-case hexadecimal digits', 'signature'); return null; }
  try {
    const seal = JSON.parse(text), signature = fromHex(found[2]);
    if (typeof seal.key_id !== 'string' || seal.key_id !== thumbprint(seal.key.x, seal.key.y)) {
      faults.add(line, 'the seal', `it names the key ${seal.key_id}, and the key it carries is ${thumbprint(seal.key.x, seal.key.y)}`, 'signature');
      return null;
    }
    if (!/^[0-9a-f]{64}$/.test(seal.root) || !Number.isSafeInteger(seal.leaves) || !Array.isArray(seal.anchors)) throw new Error('a field is not there or of another kind');
    if (!await isSigned(seal.key, 'spillway-seal 1\n' + found[1], signature)) faults.add(line, 'the seal', `the signature is not that of key ${seal.key_id} over this root`, 'signature');
    return seal;
  } catch (error) {
    faults.add(line, 'the seal', `it cannot be read: ${error.message}`, 'signature');
    return null;
  }
}

async function isSigned({ x, y }, text, signature) {
  if (BigInt('0x' + toHex(signature.subarray(32))) > HALF_ORDER) return false;
  try {
    const key = await crypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y, ext: true }, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, utf8.encode(text));
  } catch {
    return false;
  }
}

function readList(bytes, listed) {
  const from = listed.length, text = new TextDecoder().decode(bytes);
  const found = /^\{"part":"leaves","from":(\d+),"hashes":"((?:[0-9a-f]{64})+)"\}$/.exec(text);
  if (!found || found[1] !== String(from) || from % HASHES_A_LINE !== 0 || found[2].length > 64 * HASHES_A_LINE) return false;
  for (let at = 0; at < found[2].length; at += 64) listed.push(found[2].slice(at, at + 64));
  return true;
}

async function readWhole(blob, checks, faults, progress) {
  const reading = { leaves: [], listed: [], listLine: 0, seal: null, sealLine: 0 };
  let section = 'leaves';
  for await (const { bytes, number, isEnded } of linesOf(blob)) {
    if (section !== 'end') reading.sealLine = number;
    if (number % 2000 === 0) await progress(number);
    if (section === 'end') faults.add(number, 'this line', 'nothing may stand after the seal');
    else if (startsWith(bytes, SEAL)) { section = 'end'; reading.seal = await readSeal(bytes, number, faults); }
    else if (startsWith(bytes, LEAVES)) {
      if (section === 'leaves') reading.listLine = number;
      section = 'list';
      if (!readList(bytes, reading.listed)) faults.add(number, 'the list of leaf hashes', 'it is not written as such a line must be');
    } else if (section === 'list') faults.add(number, 'this line', 'it belongs to no part of a bundle');
    else {
      reading.leaves.push(leafHash(bytes));
      const leaf = parseLeaf(bytes, number, faults);
      if (leaf) for (const check of checks) show(check, leaf, number, faults);
    }
    if (!isEnded) faults.add(number, 'this line', 'the file ends within it');
  }
  endAll(checks, reading.listLine || reading.sealLine, faults);
  if (section !== 'end') faults.add(reading.sealLine, 'the end of the file', 'there is no seal', 'signature');
  await compareTree(blob, reading, faults);
  return reading;
}

async function compareTree(blob, { leaves, listed, listLine, seal, sealLine }, faults) {
  if (leaves.length === 0) { faults.addFirst(1, 'the leaves', 'there are none'); return; }
  let first = 0;
  while (first < leaves.length && first < listed.length && leaves[first] === listed[first]) first++;
  // A file that was cut off has nothing to hold the rest against; that it was is said already.
  if (!seal && first === listed.length) return;
  const root = seal ? merkleRoot(leaves) : null;
  if (first === leaves.length && first === listed.length) {
    if (seal && (root !== seal.root || leaves.length !== seal.leaves)) faults.add(sealLine, 'the seal', `the ${leaves.length} leaves have the root ${root}, and the seal says ${seal.leaves} leaves, ${seal.root}`, 'signature');
  } else if (seal && leaves.length === seal.leaves && root === seal.root) {
    faults.addFirst(listLine ? listLine + Math.floor(first / HASHES_A_LINE) : sealLine, 'the list of leaf hashes', `the hash of leaf ${first} in it is not that of the leaf, which is as it was signed`);
  } else {
    faults.addFirst(first + 1, await nameOf(blob, first, leaves.length), difference(leaves, listed, first));
  }
}

function difference(leaves, listed, at) {
  if (at === leaves.length) return `leaf ${at} and what follows it are missing: ${listed.length} were signed`;
  if (at === listed.length) return `it was put in: only ${listed.length} leaves were signed`;
  const goesOn = listed.indexOf(leaves[at], at) - at;
  if (goesOn > 0 && leaves.length < listed.length) return `${goesOn} ${goesOn === 1 ? 'leaf is' : 'leaves are'} missing before it`;
  if (goesOn > 0) return `it is leaf ${at + goesOn} and stands in the place of leaf ${at}`;
  return leaves.indexOf(listed[at], at + 1) >= 0 && leaves.length > listed.length ? 'it was put in: no such leaf was signed' : 'it is not what was signed';
}

async function nameOf(blob, index, count) {
  if (index < count) {
    for await (const { bytes, number } of linesOf(blob)) {
      if (number === index + 1) {
        const leaf = parseLeaf(bytes, number, new Faults());
        return leaf ? `leaf ${index}, ${placeOf(leaf)}` : `leaf ${index}`;
      }
    }
  }
  return `leaf ${index}`;
}
