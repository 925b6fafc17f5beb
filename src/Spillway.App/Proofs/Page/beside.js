// The checks of what stands beside the lines: power credits, what positions cost in open intervals, and production.
const isMetered = line => line.charge === 'energy-real-time' && line.component === 'consumption' && line.item === '';
const minus = (a, b) => plus(a, { whole: -b.whole, scale: b.scale });
const atLeastZero = a => a.whole < 0n ? ZERO : a;
// Shares are quotients: their sum may miss the whole by digits that no figure shows.
const isNear = (a, b) => size(minus(a, b).whole) * tenTo(12) <= tenTo(minus(a, b).scale);
const currencyOf = header => field(header, 'currency').toLowerCase();

// What is stated in the totals, and what the rest of the bundle makes.
function compareFigure(say, name, stated, made, makers) {
  const ok = isNumber(stated, made);
  if (!ok) say(`its ${name} is ${stated}, and ${makers} ${shown(made)}`);
  return { stated, made: shown(made), ok, makers };
}

// Lines stand in the order of the clauses, metered energy first: so consumption uses the blocks in file order.
class PowerCreditCheck {
  about = 'totals'; left = new Map(); bought = null; sum = ZERO; figure = null; currency = '';
  constructor(known) { this.known = known; }
  take(leaf, say) {
    if (leaf.part === 'proof') this.currency = currencyOf(leaf);
    if (leaf.part === 'line') this.count(leaf);
    if (leaf.part === 'totals') {
      const name = `power_credits_${this.currency}`;
      this.figure = compareFigure(say, name, leaf.totals[name], toCent(this.sum), 'the lines make');
    }
  }
  count(leaf) {
    const { contract, start_utc: start } = leaf;
    if (isMetered(leaf)) this.left.set(start, atLeastZero(decimal(leaf.quantity)));
    if (leaf.charge !== 'fixed-block' || this.known.clauses.get(contract)?.kind !== 'fixed-block') return;
    if (leaf.component === 'purchase') {
      const owed = decimal(leaf.quantity), drawn = this.left.get(start) ?? ZERO;
      this.bought = { contract, start, price: decimal(leaf.price), unsold: atLeastZero(minus(owed, drawn)) };
      this.left.set(start, atLeastZero(minus(drawn, owed)));
    } else if (leaf.component === 'real-time-value' && this.bought?.contract === contract && this.bought.start === start) {
      this.sum = plus(this.sum, times(atLeastZero(minus(decimal(leaf.price), this.bought.price)), this.bought.unsold));
    }
  }
  end() { }
}

class OpenCheck {
  about = 'totals'; sum = ZERO; figure = null; currency = '';
  constructor(known) { this.known = known; }
  take(leaf, say) {
    if (leaf.part === 'proof') this.currency = currencyOf(leaf);
    if (leaf.part === 'open') {
      for (const owed of field(leaf, 'owed', 'object')) {
        if (!this.known.clauses.has(field(owed, 'contract'))) say(`the clause ${owed.contract} it names is not in the bundle`);
        this.sum = plus(this.sum, times(decimal(owed.quantity), decimal(owed.price)));
      }
    }
    if (leaf.part === 'totals') {
      const name = `unsettled_${this.currency}`;
      this.figure = compareFigure(say, name, leaf.totals[name], toCent(this.sum), 'the open intervals make');
    }
  }
  end() { }
}

// A group with a meter of its own drew what that counted; the others share the rest of the site's energy.
class DrawnCheck {
  about = 'totals'; metered = new Map(); groups = new Map(); figure = null; currency = '';
  constructor(known) { this.known = known; }
  take(leaf, say) {
    if (leaf.part === 'proof') this.currency = currencyOf(leaf);
    if (leaf.part === 'line' && isMetered(leaf)) this.metered.set(leaf.start_utc, decimal(leaf.quantity));
    if (leaf.part === 'drawn') this.count(leaf, say);
    if (leaf.part === 'totals') this.compare(leaf.totals, say);
  }
  count(leaf, say) {
    const start = field(leaf, 'start_utc'), metered = this.metered.get(start);
    if (!this.metered.delete(start)) say('no line has the metered energy of its interval, or it stands there twice');
    let own = ZERO, shared = ZERO, isShared = false;
    for (const group of field(leaf, 'groups', 'object')) {
      const name = field(group, 'group'), energy = decimal(group.energy_mwh), restart = decimal(group.restart_mwh), counted = this.known.metered.get(`${name}@${start}`);
      if (counted) {
        own = plus(own, counted);
        if (!isEqual(counted, energy)) say(`the group ${name} drew ${shown(energy)}, and its own meter says ${shown(counted)}`);
      } else [shared, isShared] = [plus(shared, energy), true];
      if (restart.whole < 0n || minus(atLeastZero(energy), restart).whole < 0n) say(`the group ${name} drew ${shown(energy)}, of which ${shown(restart)} cannot be for restarts`);
      this.add(name, energy, restart, times(minus(energy, restart), decimal(group.worth)));
    }
    // Where no group was running nobody is known to have drawn what the site's meter counted.
    const rest = atLeastZero(minus(metered ?? ZERO, own));
    if (isShared && shared.whole !== 0n && !isNear(shared, rest)) say(`the groups without a meter drew ${shown(shared)}, and ${shown(rest)} of the site's energy is left for them`);
  }
  add(name, energy, restart, revenue) {
    const sums = this.groups.get(name) ?? { energy: ZERO, restart: ZERO, revenue: ZERO };
    this.groups.set(name, { energy: plus(sums.energy, energy), restart: plus(sums.restart, restart), revenue: plus(sums.revenue, revenue) });
  }
  compare(totals, say) {
    const same = (name, stated, made) => compareFigure(say, name, stated, made, 'the energy drawn makes');
    if (this.metered.size > 0) say(`what the groups drew in ${this.metered.size} of the settled intervals is not in the bundle`);
    const revenue = [...this.groups.values()].reduce((sum, group) => plus(sum, group.revenue), ZERO), total = `production_revenue_${this.currency}`;
    this.figure = same(total, totals[total], toCent(revenue));
    for (const stated of totals.production) {
      const name = field(stated, 'group'), sums = this.groups.get(name) ?? { energy: ZERO, restart: ZERO, revenue: ZERO }, money = `revenue_${this.currency}`;
      same(`energy_mwh of ${name}`, stated.energy_mwh, to15Digits(sums.energy));
      same(`restart_mwh of ${name}`, stated.restart_mwh, to15Digits(sums.restart));
      same(`${money} of ${name}`, stated[money], toCent(sums.revenue));
    }
  }
  end() { }
}

// The versions of the book are about one month, each follows the one before, and together they come to the lines.
class VersionCheck {
  about = 'totals'; last = null; lines = ZERO; versions = ZERO;
  take(leaf, say) {
    if (leaf.part === 'line') this.lines = plus(this.lines, decimal(leaf.amount));
    if (leaf.part === 'version') this.follow(leaf, say);
    if (leaf.part === 'totals' && this.last && !isNear(this.versions, this.lines)) say(`the versions of the book come to ${shown(this.versions)}, and the lines make ${shown(this.lines)}`);
  }
  follow(leaf, say) {
    const { last } = this, month = field(leaf, 'month'), number = field(leaf, 'version', 'number'), of = field(leaf, 'of'), before = field(leaf, 'before_sha256');
    field(leaf, 'manifest_sha256');
    if (last && last.of !== of) say(`it is about ${of}, and the version before it about ${last.of}`);
    if (last && last.month === month && last.version === number - 1 && last.manifest_sha256 !== before) say(`it follows a version with the manifest ${before}, and the one before it has ${last.manifest_sha256}`);
    [this.last, this.versions] = [leaf, plus(this.versions, decimal(leaf.amount))];
  }
  end() { }
}
