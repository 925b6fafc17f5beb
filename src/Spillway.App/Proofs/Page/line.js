// The proof of one line: leaves, each followed by its path, and the seal of the bundle they are of.
const MOST_SHOWN = 64;

function leafName(leaf) {
  switch (leaf.part) {
    case 'proof': return 'proof';
    case 'key': return `key ${leaf.key_id}`;
    case 'clause': return `clause ${leaf.contract}`;
    case 'rule': return `rule ${leaf.rule}`;
    case 'source': return `source ${leaf.source}`;
    case 'reading': return `reading ${leaf.reading}`;
    case 'award': return `award ${leaf.source}:${leaf.row}`;
    case 'price': return `price ${leaf.price_id}`;
    case 'line': return `line ${leaf.line}`;
    default: return placeOf(leaf);
  }
}

// Which leaves must be there; of two in one entry, at least one: a quantity is read or awarded, and an award has its own price.
function neededBy(header, line) {
  const needed = [['proof'], [`key ${header.key_id}`], [`line ${line.line}`], [`rule ${line.rule}`]], sources = new Set();
  let award = 'no award';
  if (line.contract !== null) needed.push([`clause ${line.contract}`]);
  if (header.format > 2 && line.charge === 'hosting' && line.item !== '') needed.push([`clause ${line.contract}/${line.item.split(':')[0]}`]);
  if (line.reading !== null) {
    award = `award ${line.reading.slice(line.reading.lastIndexOf('#') + 1)}`;
    needed.push([`reading ${line.reading}`, award]);
    sources.add(sourceOf(line.reading));
  }
  if (line.price_id !== null && sourceOf(line.price_id) !== '-1') {
    needed.push([`price ${line.price_id}`, award]);
    sources.add(sourceOf(line.price_id));
  }
  for (const source of sources) needed.push([`source ${source}`]);
  return needed;
}

function readPath(bytes) {
  const found = /^\{"part":"path","path":"((?:[0-9a-f]{64})*)"\}$/.exec(new TextDecoder().decode(bytes));
  return found ? found[1].match(/.{64}/g) ?? [] : null;
}

async function readLine(blob, checks, faults) {
  const shown = [], reading = { leaves: [], seal: null, sealLine: 0, isLine: true };
  let open = null, isSealed = false;
  for await (const { bytes, number, isEnded } of linesOf(blob)) {
    if (shown.length >= MOST_SHOWN) break;
    if (!isSealed) reading.sealLine = number;
    if (isSealed) faults.add(number, 'this line', 'nothing may stand after the seal');
    else if (open) {
      const path = readPath(bytes);
      if (!path) faults.add(number, 'the path of a leaf', 'it is not written as such a line must be');
      if (open.leaf) shown.push({ ...open, path });
      open = null;
    } else if (startsWith(bytes, SEAL)) { isSealed = true; reading.seal = await readSeal(bytes, number, faults); }
    else {
      open = { hash: leafHash(bytes), leaf: parseLeaf(bytes, number, faults), line: number };
      if (open.leaf) for (const check of checks) show(check, open.leaf, number, faults);
    }
    if (!isEnded) faults.add(number, 'this line', 'the file ends within it');
  }
  if (open) faults.add(open.line + 1, 'the path of a leaf', 'it is not written as such a line must be');
  reading.leaves = shown;
  climbAll(reading, faults);
  checkNeeded(reading, faults);
  endAll(checks, reading.sealLine, faults);
  return reading;
}

function climbAll({ leaves, seal, sealLine }, faults) {
  if (!seal) { faults.add(sealLine, 'the end of the file', 'there is no seal', 'signature'); return; }
  let before = -1;
  for (const { leaf, hash, path, line } of leaves) {
    if (path && climb(hash, leaf.n, seal.leaves, path) !== seal.root) faults.addFirst(line, placeOf(leaf), 'it does not lead to the signed root: it is not what was signed, or its path is not');
    if (!(leaf.n > before)) faults.add(line, placeOf(leaf), 'leaves must stand in their order');
    before = leaf.n;
  }
}

function checkNeeded({ leaves, sealLine }, faults) {
  const lines = leaves.filter(one => one.leaf.part === 'line'), headers = leaves.filter(one => one.leaf.part === 'proof');
  if (lines.length !== 1 || headers.length !== 1) { faults.add(sealLine, 'the leaves', 'the header and one line must be there'); return; }
  try {
    const shown = leaves.map(one => leafName(one.leaf)), needed = neededBy(headers[0].leaf, lines[0].leaf);
    for (const either of needed) {
      if (!either.some(name => shown.includes(name))) faults.add(sealLine, 'the leaves', `'${either[0]}', which the line names, is not there`);
    }
    for (const name of shown) {
      if (!needed.some(either => either.includes(name))) faults.add(sealLine, 'the leaves', `'${name}' does not belong to the line`);
    }
  } catch (error) {
    faults.add(lines[0].line, placeOf(lines[0].leaf), `it cannot be read: ${error.message}`);
  }
}

async function isOneLine(blob) {
  for await (const { bytes, number } of linesOf(blob)) {
    if (number === 2) return startsWith(bytes, PATH);
  }
  return false;
}

// Everything the page knows of a file. `progress` is told the number of the line now and then.
async function verifyFile(blob, progress = async () => { }) {
  const faults = new Faults(), known = new KnownParts(), keys = new KeyCheck(), lines = new LineCheck(known);
  const totals = new TotalsCheck(), chain = new ChainCheck(), beside = { credits: new PowerCreditCheck(known), drawn: new DrawnCheck(known), open: new OpenCheck(known), versions: new VersionCheck() };
  const isLine = await isOneLine(blob);
  const reading = isLine
    ? await readLine(blob, [keys, known, lines], faults)
    : await readWhole(blob, [new OrderCheck(), keys, known, lines, beside.credits, beside.drawn, beside.open, beside.versions, totals, chain], faults, progress);
  const { seal, sealLine } = reading;
  if (seal && keys.header && keys.header.key_id !== seal.key_id) faults.add(sealLine, 'the seal', `it is signed with the key ${seal.key_id}, and the header names ${keys.header.key_id}`, 'signature');
  const stamps = seal ? await readStamps(seal, sealLine, faults) : [];
  const all = faults.ordered();
  return { isWhole: all.length === 0, isLine, faults: all, seal, header: keys.header, keys: keys.keys, known, lines, totals, beside, chain, stamps, leaves: reading.leaves.length };
}
