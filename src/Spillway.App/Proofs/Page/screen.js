// What a person sees. Nothing of a bundle is ever read as HTML: every text is set as text.
const byId = id => document.getElementById(id);
function make(name, attributes = {}, ...inside) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...inside);
  return node;
}
const hash = text => make('span', { class: 'hash' }, text);
const plain = number => Number(number).toLocaleString('en');
const day = text => String(text).replace('T', ' ').replace(/(:\d\d)(\.\d+)?Z$/, '$1 UTC');
function money(text) {
  const [whole, rest] = String(text).replace('-', '−').split('.');
  return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : '.' + rest);
}
const plainNumber = number => typeof number === 'number' ? money(String(number)) : String(number);
const cents = number => typeof number === 'number' ? money(number.toFixed(2)) : String(number);

function verdict(found, name) {
  const [first] = found.faults;
  const box = make('section', { class: `verdict ${found.isWhole ? 'good' : 'bad'}` });
  const title = make('h2', { tabindex: '-1' }, found.isWhole ? '✓ Whole: as it was signed, and it adds up' : '✗ Not as it was signed, or it does not add up');
  box.append(title);
  if (found.isWhole) {
    box.append(make('p', {}, found.isLine
      ? `${name} shows one line of a sealed statement. That the whole statement is fair, this file alone does not say.`
      : `${name}: ${plain(found.leaves)} entries, ${plain(found.totals.lines)} statement lines. Who signed it is told by the key below.`));
  } else {
    box.append(make('p', { class: 'where' }, `First wrong, on line ${plain(first.line)} of ${name}:`), make('p', { class: 'what' }, `${first.place}: ${first.what}.`));
    const reason = found.faults.slice(1).find(fault => fault.line === first.line);
    if (reason) box.append(make('p', { class: 'what' }, `What stands there does not hold either: ${reason.what}.`));
  }
  return [box, title];
}

function checks(found) {
  const list = make('ul', { class: 'checks' });
  const add = (title, about, good, isThere = true) => {
    const wrong = found.faults.filter(fault => fault.about === about), state = wrong.length > 0 ? 'bad' : isThere ? 'good' : 'none';
    const says = wrong.length > 0 ? `${wrong[0].place}: ${wrong[0].what}` : good;
    list.append(make('li', { class: state }, make('span', { class: 'sign', 'aria-label': { good: 'good', bad: 'wrong', none: 'not there' }[state] }, { good: '✓', bad: '✗', none: '–' }[state]), make('b', {}, title), make('span', { class: 'says' }, says)));
  };
  const { chain, totals } = found;
  add('Signature', 'signature', `by the key ${found.seal?.key_id ?? 'of nobody'}`);
  if (found.isLine) {
    add('Path', 'entries', `every entry shown leads to the signed root of ${plain(found.seal?.leaves)} entries`);
    add('Line', 'lines', 'quantity × price is the amount, and all it names is here');
    return list;
  }
  add('Entries', 'entries', `all ${plain(found.leaves)} are the signed ones, in their order`);
  add('Lines', 'lines', `all ${plain(totals.lines)}: quantity × price is the amount, and reading, price, clause and rule are here`);
  add('Totals', 'totals', 'every one recomputed from the lines');
  add('Journal', 'journal', chain.count > 0 ? `records ${plain(chain.first)} to ${plain(chain.last.number)} follow from one another` : chain.head ? `no records in this range; it ended with record ${plain(chain.head.number)}` : 'none in this bundle', chain.count > 0 || !!chain.head);
  add('Seen outside', 'stamps', found.stamps.length > 0 ? `${found.stamps.length} below` : 'the root was not shown to anybody outside', found.stamps.length > 0);
  return list;
}

function keyBox(found) {
  const box = make('div', { class: 'key' });
  const said = make('output', { for: 'published' });
  const input = make('input', { id: 'published', type: 'text', autocomplete: 'off', spellcheck: 'false', placeholder: 'paste it here' });
  input.addEventListener('input', () => {
    const text = input.value.trim(), isSame = text === found.seal.key_id;
    said.textContent = text === '' ? '' : isSame ? '✓ The same key.' : '✗ Another key: this bundle was not signed by whoever published that one.';
    said.className = text === '' ? '' : isSame ? 'good' : 'bad';
  });
  box.append(make('span', {}, 'Signed with the key'), hash(found.seal.key_id), make('label', { for: 'published' }, 'The key that the site has published'), input, said);
  for (const [id, key] of found.keys) {
    if (key.retired || key.revoked) box.append(make('p', { class: 'note' }, `Of its other keys: ${id} ${key.revoked ? `revoked ${day(key.revoked)}: ${key.because}` : `retired ${day(key.retired)}`}.`));
  }
  return box;
}

function compared(value, format) {
  return value === null ? ['', ''] : [format(value.stated), value.ok ? '✓' : `✗ ${value.makers ?? 'the lines make'} ${money(value.made)}`];
}

function totalsRow(name, values, attributes = {}) {
  const row = make('tr', attributes, make('th', { scope: 'row' }, ...name)), off = values.filter(([, says]) => says.startsWith('✗')).map(([, says]) => says);
  for (const [text] of values) row.append(make('td', { class: 'n' }, text));
  row.append(make('td', { class: off.length > 0 ? 'off' : 'ok' }, off.length > 0 ? off.join('; ') : '✓ same'));
  return row;
}

function totalsTable(found) {
  const { currency } = found.header ?? {}, { table, sums } = found.totals, body = make('tbody');
  for (const row of table) {
    const name = row.contract === null ? [row.charge] : [row.charge, make('span', { class: 'soft' }, row.contract)];
    body.append(totalsRow(name, [compared(row.amount, cents), compared(row.energy, plainNumber)]));
  }
  body.append(totalsRow(['total'], [compared(sums.total, cents), ['', '']], { class: 'sum' }));
  const head = make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, 'charge'), make('th', { scope: 'col', class: 'n' }, String(currency)), make('th', { scope: 'col', class: 'n' }, 'MWh'), make('th', { scope: 'col' }, 'from the lines')));
  return make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Totals' }, make('table', {}, head, body));
}

function besideTotals(found) {
  const list = make('dl'), { energy, settled, open } = found.totals.sums;
  const add = (term, value, unit, format = plainNumber) => {
    const [text, says] = compared(value, format);
    list.append(make('dt', {}, term), make('dd', {}, `${text}${unit} `, make('span', { class: value.ok ? 'ok' : 'off' }, says)));
  };
  add('Metered energy', energy, ' MWh');
  add('Settled intervals', settled, '');
  add('Open intervals', open, '');
  const { credits, drawn, open: owed } = found.beside;
  for (const [term, { figure }] of [['Power credits', credits], ['Production revenue', drawn], ['Not settled yet', owed]]) {
    if (figure) add(term, figure, ` ${found.header?.currency}`, cents);
  }
  return list;
}
const STATED = 'Positive amounts are paid by the site. Signed as stated: what a MWh of a group earns, and how groups without a meter of their own share the site’s energy.';

function facts(found) {
  const list = make('dl');
  const add = (term, ...value) => list.append(make('dt', {}, term), make('dd', {}, ...value));
  const { header, chain, seal } = found;
  if (header) {
    add('Site', header.site);
    add('Range', `${day(header.from_utc)} to ${day(header.to_utc)}`);
    add('Made', `${day(header.created_utc)} by ${header.program}`);
  }
  const booked = found.beside.versions.last;
  if (booked) add('Booked', `version ${booked.version} (${booked.kind}) of ${booked.month}${booked.of === booked.month ? '' : ` about ${booked.of}`}, ${day(booked.booked_utc)}, manifest `, hash(String(booked.manifest_sha256)));
  if (seal) add('Root', hash(seal.root));
  if (chain.head) add('Journal ended', `record ${plain(chain.head.number)} `, hash(chain.head.hash));
  for (const stamp of found.stamps) add(stamp.kind === 'timestamp' ? 'Timestamp' : `Anchor (${stamp.kind})`, `${day(stamp.at)} at ${stamp.place}. ${stamp.text}`);
  return list;
}

function lineFacts(line) {
  const list = make('dl');
  const add = (term, value) => value !== null && value !== '' && list.append(make('dt', {}, term), make('dd', {}, String(value)));
  add('Line', line.line);
  add('From', day(line.start_utc));
  add('To', day(line.end_utc));
  add('Quantity', `${line.quantity} ${line.unit}`);
  add('Price', line.price);
  add('Amount', `${line.amount} (rounding: ${line.rounding})`);
  add('Reading', line.reading);
  add('Price from', line.price_id);
  add('Rules', line.rule);
  return list;
}

function sources(found) {
  const list = make('dl');
  for (const source of found.known.sources.values()) {
    list.append(make('dt', {}, String(source.name)), make('dd', { 'data-sha256': String(source.sha256) }, `${source.form} `, make('br'), hash(String(source.sha256)), make('output')));
  }
  return list;
}

// An original that is dropped after its bundle: is it the file that was read?
async function compareSource(file) {
  const made = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer())));
  const place = document.querySelector(`#result [data-sha256="${made}"] output`);
  if (place) Object.assign(place, { className: 'ok', textContent: ` ✓ ${file.name} is this file.` });
  byId('status').textContent = place ? `${file.name} is one of the files it was read from.` : `${file.name} is none of the files it was read from: its SHA-256 is ${made}.`;
}

const isBundle = async file => (await file.slice(0, 16).text()).startsWith('{"n":0,');

function section(title, ...inside) { return make('section', {}, make('h2', {}, title), ...inside); }

function draw(found, name) {
  const result = byId('result'), [box, title] = verdict(found, name);
  result.replaceChildren(box);
  if (found.faults.length > 1) {
    const list = make('ol', { class: 'faults' }, ...found.faults.slice(1, 20).map(fault => make('li', {}, `line ${plain(fault.line)}: ${fault.place}: ${fault.what}`)));
    result.append(make('details', {}, make('summary', {}, found.faults.length === 2 ? '1 more finding' : `${found.faults.length - 1} more findings`), list));
  }
  result.append(section('What was checked', checks(found)));
  if (found.seal) result.append(section('Whose signature it is', keyBox(found)));
  if (found.isLine && found.lines.last) result.append(section('The line', lineFacts(found.lines.last)));
  if (found.totals.sums) result.append(section('The totals', totalsTable(found), besideTotals(found), make('p', { class: 'note' }, STATED)));
  result.append(section('What it is of', facts(found)));
  const clauses = [...found.known.clauses].map(([id, clause]) => make('details', {}, make('summary', {}, `${id}, from line ${clause.line} of the site file`), make('pre', { tabindex: '0' }, String(clause.text))));
  if (clauses.length > 0) result.append(section('The clauses', ...clauses));
  if (found.known.sources.size > 0) result.append(section('The files it was read from', make('p', { class: 'note' }, 'Whoever has these files can compare their SHA-256, or drop them on this page.'), sources(found)));
  result.hidden = false;
  document.body.classList.add('has-result');
  title.focus();
}

async function check(file) {
  const status = byId('status');
  if (document.body.classList.contains('has-result') && !await isBundle(file)) { await compareSource(file); return; }
  byId('result').hidden = true;
  status.textContent = 'Reading…';
  try {
    await selfTest();
    const found = await verifyFile(file, async line => {
      status.textContent = `Reading… ${plain(line)} lines`;
      await new Promise(resume => setTimeout(resume));
    });
    status.textContent = '';
    draw(found, file.name);
  } catch (error) {
    status.textContent = `The check itself failed: ${error.message}`;
  }
}

async function checkAll(files) { for (const file of [...files]) await check(file); }

const drop = byId('drop');
byId('file').addEventListener('change', event => { checkAll(event.target.files); });
for (const kind of ['dragenter', 'dragover']) document.addEventListener(kind, event => { event.preventDefault(); drop.classList.add('over'); });
document.addEventListener('dragleave', event => { if (!event.relatedTarget) drop.classList.remove('over'); });
document.addEventListener('drop', event => {
  event.preventDefault();
  drop.classList.remove('over');
  checkAll(event.dataTransfer.files);
});
