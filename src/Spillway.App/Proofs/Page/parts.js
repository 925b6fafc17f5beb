// The checks of the leaves: each sees every leaf in its order, and says what is wrong where it stands.
const ORDER = ['proof', 'key', 'site-file', 'clause', 'rule', 'source', 'reading', 'price', 'award', 'open', 'line', 'drawn', 'version', 'totals', 'journal-head', 'record'];
const utf8 = new TextEncoder();

function placeOf(leaf) {
  switch (leaf.part) {
    case 'proof': return 'the header';
    case 'key': return `key ${leaf.key_id}`;
    case 'site-file': return 'the site file’s digest';
    case 'clause': return `clause ${leaf.contract}`;
    case 'rule': return `rule ${leaf.rule}`;
    case 'source': return `source ${leaf.name}`;
    case 'reading': return `reading ${leaf.reading}`;
    case 'price': return `price ${leaf.price_id}`;
    case 'award': return `award ${leaf.contract} ${leaf.product} ${leaf.start_utc}`;
    case 'open': return `open interval ${leaf.start_utc}`;
    case 'line': return `statement line ${leaf.line}`;
    case 'drawn': return `energy drawn ${leaf.start_utc}`;
    case 'version': return `version ${leaf.version} of ${leaf.month}`;
    case 'totals': return 'the totals';
    case 'journal-head': return 'the journal’s head';
    case 'record': return `journal record ${leaf.number}`;
    default: return 'a line of no known part';
  }
}

// A field must be there, and of its kind; null only where it may be.
function field(leaf, name, kind = 'string', mayBeNull = false) {
  const value = leaf[name];
  if (value === undefined || typeof value !== kind && !(mayBeNull && value === null)) throw new Error(`its ${name} is not there or of another kind`);
  return value;
}
const optional = (leaf, name) => field(leaf, name, 'string', true);
const rowOf = name => name.slice(name.lastIndexOf('#') + 1);
const sourceOf = name => rowOf(name).split(':')[0];

class OrderCheck {
  about = 'entries'; next = 0; place = 0; seen = Object.create(null);
  take(leaf, say) {
    if (leaf.n !== this.next) say(`it is leaf ${leaf.n}, and leaf ${this.next} belongs here`);
    this.next++;
    const place = ORDER.indexOf(leaf.part);
    if (place < this.place) say(`a part '${leaf.part}' does not belong here`);
    this.place = Math.max(this.place, place);
    this.seen[leaf.part] = (this.seen[leaf.part] ?? 0) + 1;
    if (leaf.part === 'proof' && leaf.format !== 2 && leaf.format !== 3) say(`its format is ${leaf.format}, and this page reads 2 and 3`);
  }
  end(say) {
    for (const part of ['proof', 'site-file', 'totals']) {
      if (this.seen[part] !== 1) say('the leaves', `there are ${this.seen[part] ?? 0} parts '${part}', and one must be there`);
    }
  }
}

class KeyCheck {
  about = 'signature'; keys = new Map(); header = null; line = 0;
  take(leaf, say, line) {
    if (leaf.part === 'proof') {
      field(leaf, 'key_id'); instant(leaf, 'created_utc');
      this.header = leaf; this.line = line;
    } else if (leaf.part === 'key') {
      const id = thumbprint(field(leaf, 'x'), field(leaf, 'y'));
      this.keys.set(id, { created: instant(leaf, 'created_utc'), retired: instant(leaf, 'retired_utc', true), revoked: instant(leaf, 'revoked_utc', true), because: optional(leaf, 'because') });
      if (id !== field(leaf, 'key_id')) say(`the name of this key is ${id}`);
    }
  }
  end(say) {
    if (!this.header) return;
    const key = this.keys.get(this.header.key_id), at = this.header.created_utc;
    if (!key) say('the header', `it names the key ${this.header.key_id}, which is not among the keys of the bundle`, this.line);
    else if (isBefore(at, key.created) || key.retired && !isBefore(at, key.retired) || key.revoked && !isBefore(at, key.revoked)) {
      say('the header', `it was made at ${at}, when the key ${this.header.key_id} was not there, was retired or was revoked`, this.line);
    }
  }
}
const thumbprint = (x, y) => toBase64Url(fromHex(sha256(utf8.encode(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`))));
function instant(leaf, name, mayBeNull = false) {
  const text = field(leaf, name, 'string', mayBeNull);
  if (text !== null && !isInstant(text)) throw new Error(`its ${name} '${text}' is no instant`);
  return text;
}
function isInstant(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d{1,9})?Z$/.exec(text);
  if (!found) return false;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const isDay = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text.slice(0, 10));
  return isDay && hour < 24 && minute < 60 && second < 60;
}
// Instants of one form compare as text once their fractions are as long.
const padded = text => text.replace('Z', '').replace(/(\.\d*)?$/, part => (part || '.').padEnd(10, '0'));
const isBefore = (a, b) => padded(a) < padded(b);

class KnownParts {
  about = 'lines'; sources = new Map(); clauses = new Map(); rules = new Set(); readings = new Map(); metered = new Map(); prices = new Map(); awards = new Map();
  isRead(name) { return this.readings.has(name) || this.awards.has(rowOf(name)); }
  // The price a line names: of the market, or of the award that its quantity is of; of an award's two, the line's own where it is one of them.
  priceOf(id, reading, price) {
    const award = reading === null ? undefined : this.awards.get(rowOf(reading));
    return this.prices.get(id) ?? (award?.realTime && isEqual(award.realTime, price) ? price : award?.ahead);
  }
  add(leaf) {
    const put = (map, key, value) => !map.has(key) && !!map.set(key, value);
    const note = (set, key) => !set.has(key) && !!set.add(key);
    switch (leaf.part) {
      case 'source': return put(this.sources, String(field(leaf, 'source', 'number')), leaf);
      case 'clause': return put(this.clauses, field(leaf, 'contract'), leaf);
      case 'rule': return note(this.rules, field(leaf, 'rule'));
      case 'reading': return this.addReading(leaf, put);
      case 'price': return put(this.prices, field(leaf, 'price_id'), decimal(field(leaf, 'price')));
      case 'award': return put(this.awards, `${leaf.source}:${leaf.row}`, { ahead: decimal(leaf.award_price), realTime: optional(leaf, 'real_time_price') === null ? null : decimal(leaf.real_time_price) });
      default: return true;
    }
  }
  // Of the readings that say something, the energy stands by meter and start too.
  addReading(leaf, put) {
    const name = field(leaf, 'reading'), energy = decimal(field(leaf, 'energy_mwh')), place = name.slice(0, Math.max(name.lastIndexOf('#'), 0));
    if (field(leaf, 'quality') !== 'missing' && !this.metered.has(place)) this.metered.set(place, energy);
    return put(this.readings, name, energy);
  }
  take(leaf, say) {
    if (!this.add(leaf)) say('it stands there twice');
    const from = leaf.part === 'reading' ? sourceOf(leaf.reading) : leaf.part === 'price' ? sourceOf(leaf.price_id) : leaf.part === 'award' ? String(leaf.source) : null;
    if (from !== null && !this.sources.has(from)) say('the file it was read from is not among the sources');
  }
  end() { }
}

class LineCheck {
  about = 'lines';
  constructor(known) { this.known = known; }
  names = new Set(); records = []; numbers = new Set(); last = null;
  take(leaf, say, line) {
    if (leaf.part === 'record') this.numbers.add(leaf.number);
    if (leaf.part !== 'line') return;
    this.last = leaf;
    const name = field(leaf, 'line');
    const made = `${leaf.start_utc}/${leaf.charge}/${leaf.contract ?? '-'}/${leaf.component}${leaf.item ? '/' + leaf.item : ''}`;
    if (name !== made) say(`its fields make the name ${made}`);
    if (this.names.has(name)) say('it stands there twice');
    this.names.add(name);
    this.amount(leaf, say);
    this.origin(leaf, say);
    if (field(leaf, 'record', 'number', true) !== null) this.records.push([line, leaf.record]);
  }
  amount(leaf, say) {
    const quantity = decimal(leaf.quantity), price = decimal(leaf.price), amount = decimal(leaf.amount);
    const made = lineAmount(quantity, price, leaf.rounding);
    if (!isEqual(made, amount)) say(`its amount is ${leaf.amount}, and ${leaf.quantity} × ${leaf.price} is ${shown(made)}`);
  }
  origin(leaf, say) {
    const reading = optional(leaf, 'reading'), price = optional(leaf, 'price_id'), contract = optional(leaf, 'contract');
    if (reading !== null) {
      const energy = this.known.readings.get(reading);
      if (!this.known.isRead(reading)) say(`the reading ${reading} it names is not in the bundle`);
      else if (leaf.component === 'consumption' && energy && !isEqual(energy, decimal(leaf.quantity))) say(`its quantity is ${leaf.quantity}, and the reading ${reading} says ${shown(energy)}`);
    }
    if (price !== null && !price.endsWith('#-1')) {
      const value = this.known.priceOf(price, reading, decimal(leaf.price));
      if (!value) say(`the price ${price} it names is not in the bundle`);
      else if (!isEqual(value, decimal(leaf.price))) say(`its price is ${leaf.price}, and ${price} says ${shown(value)}`);
    }
    if (contract !== null && !this.known.clauses.has(contract)) say(`the clause ${contract} it names is not in the bundle`);
    if (!this.known.rules.has(field(leaf, 'rule'))) say(`the rule ${leaf.rule} it names is not in the bundle`);
  }
  end(say) {
    for (const [line, record] of this.records) {
      if (this.numbers.size > 0 && !this.numbers.has(record)) say('a statement line', `the journal record ${record} it names is not in the bundle`, line);
    }
  }
}

class TotalsCheck {
  about = 'totals'; charges = new Map(); header = {}; total = ZERO; energy = ZERO; settled = 0; open = 0; lines = 0; stated = null; table = []; sums = null;
  take(leaf, say) {
    if (leaf.part === 'proof') this.header = leaf;
    if (leaf.part === 'open') this.open++;
    if (leaf.part === 'line') this.count(leaf);
    if (leaf.part === 'totals') this.compare(leaf.totals, say);
  }
  count(leaf) {
    this.lines++;
    const amount = decimal(leaf.amount), quantity = decimal(leaf.quantity), name = `${leaf.charge}/${leaf.contract ?? '-'}`;
    const sums = this.charges.get(name) ?? { amount: ZERO, energy: null };
    const isEnergy = leaf.unit === 'MWh' && ['consumption', 'purchase', 'adder', 'energy', 'share'].includes(leaf.component);
    this.charges.set(name, { amount: plus(sums.amount, amount), energy: isEnergy ? plus(sums.energy ?? ZERO, quantity) : sums.energy });
    this.total = plus(this.total, amount);
    if (leaf.charge === 'energy-real-time' && leaf.component === 'consumption' && leaf.item === '') {
      this.energy = plus(this.energy, quantity);
      this.settled++;
    }
  }
  compare(totals, say) {
    this.stated = totals;
    const currency = String(this.header.currency).toLowerCase();
    for (const name of ['site', 'currency', 'from_utc', 'to_utc']) {
      if (totals[name] !== this.header[name]) say(`its ${name} is ${totals[name]}, and the header says ${this.header[name]}`);
    }
    const same = (name, stated, made) => {
      const ok = isNumber(stated, made);
      if (!ok) say(`its ${name} is ${stated}, and the lines make ${shown(made)}`);
      return { stated, made: shown(made), ok };
    };
    const left = new Map(this.charges);
    for (const charge of totals.charges) {
      const name = `${charge.charge}/${charge.contract ?? '-'}`, sums = left.get(name) ?? { amount: ZERO, energy: null };
      left.delete(name);
      this.table.push({
        charge: charge.charge, contract: charge.contract,
        amount: same(`amount_${currency} of ${name}`, charge[`amount_${currency}`], toCent(sums.amount)),
        energy: sums.energy ? same(`energy_mwh of ${name}`, charge.energy_mwh, to15Digits(sums.energy)) : null,
      });
    }
    for (const name of left.keys()) say(`the charge ${name} of the lines is not in it`);
    const whole = count => ({ whole: BigInt(count), scale: 0 });
    this.sums = {
      total: same(`total_${currency}`, totals[`total_${currency}`], toCent(this.total)),
      energy: same('energy_mwh', totals.energy_mwh, to15Digits(this.energy)),
      settled: same('settled_intervals', totals.settled_intervals, whole(this.settled)),
      open: same('open_intervals', totals.open_intervals, whole(this.open)),
    };
  }
  end() { }
}

class ChainCheck {
  about = 'journal'; head = null; last = null; first = null; count = 0;
  take(leaf, say) {
    if (leaf.part === 'journal-head') { this.head = leaf; field(leaf, 'hash'); field(leaf, 'number', 'number'); }
    if (leaf.part !== 'record') return;
    const payload = leaf.payload !== undefined ? utf8.encode(field(leaf, 'payload')) : fromBase64(field(leaf, 'payload_base64'));
    if (!/^[0-9a-f]{64}$/.test(leaf.previous)) throw new Error(`its previous '${leaf.previous}' is no hash`);
    const kind = utf8.encode(field(leaf, 'kind'));
    const front = new DataView(new ArrayBuffer(20)), back = new DataView(new ArrayBuffer(8));
    front.setBigInt64(0, BigInt(field(leaf, 'number', 'number')));
    front.setBigInt64(8, BigInt(field(leaf, 'at_unix_us', 'number')));
    front.setInt32(16, kind.length);
    back.setInt32(0, field(leaf, 'version', 'number'));
    back.setInt32(4, payload.length);
    const hash = sha256(fromHex(leaf.previous), new Uint8Array(front.buffer), kind, new Uint8Array(back.buffer), payload);
    if (hash !== leaf.hash) say(`its hash does not fit what stands there: it is ${hash}`);
    if (this.last && (leaf.number !== this.last.number + 1 || leaf.previous !== this.last.hash)) say(`it does not follow record ${this.last.number}`);
    if (!this.head) say('there is no head before it');
    this.last = { number: leaf.number, hash: leaf.hash };
    this.first ??= leaf.number;
    this.count++;
  }
  end(say) {
    const { last, head } = this;
    if (last && head && (last.number > head.number || last.number === head.number && last.hash !== head.hash)) {
      say(`journal record ${last.number}`, `its hash is ${last.hash}, and the head says record ${head.number}, ${head.hash}`);
    }
  }
}
