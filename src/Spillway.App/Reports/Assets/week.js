"use strict";
// The chart of any week. Measures and look are those of the drawing that is already there.
(function () {
  var box = document.getElementById("week-figures");
  if (!box) { return; }
  var figures = JSON.parse(box.textContent);
  var W = 960, LEFT = 92, PTOP = 36, PBOT = 236, LTOP = 280, LBOT = 380, STRIPS = 424, STRIP = 12, STEP = 42;
  var NS = "http://www.w3.org/2000/svg";
  var prices = figures.prices.split(",").map(function (cents) { return cents === "" ? NaN : cents / 100; });
  var count = prices.length;
  var worths = figures.groups.map(function (group) { return spread(group.worth); });
  // Without a prototype: a policy may have any name.
  var runs = Object.create(null);

  var byId = function (id) { return document.getElementById(id); };
  var choice = byId("week-choice"), policyChoice = byId("week-policy"), before = byId("week-before"), after = byId("week-after");
  var slider = byId("week-at"), reading = byId("week-reading"), chart = byId("week-chart"), title = byId("week-caption");
  var view = null;

  function spread(pairs) {
    var all = new Int32Array(count), at = 0;
    for (var i = 0; i < pairs.length; i += 2) {
      all.fill(pairs[i], at, at + pairs[i + 1]);
      at += pairs[i + 1];
    }
    return all;
  }

  function run(name) {
    if (!runs[name]) {
      var policy = figures.policies.find(function (one) { return one.name === name; });
      runs[name] = { site: spread(policy.site), groups: policy.groups.map(spread) };
    }
    return runs[name];
  }

  function offset(seconds) {
    var found = figures.offsets[0];
    figures.offsets.forEach(function (part) { if (part[0] <= seconds) { found = part; } });
    return found;
  }

  function two(number) { return (number < 10 ? "0" : "") + number; }

  function local(grid) {
    var seconds = figures.start + grid * figures.step, part = offset(seconds);
    return { date: new Date((seconds + part[1]) * 1000), zone: part[2] };
  }

  function day(date) { return date.getUTCFullYear() + "-" + two(date.getUTCMonth() + 1) + "-" + two(date.getUTCDate()); }

  function clock(date) { return two(date.getUTCHours()) + ":" + two(date.getUTCMinutes()); }

  function localText(grid) {
    var at = local(grid);
    return day(at.date) + " " + clock(at.date) + " " + at.zone;
  }

  function number(value, digits) {
    var parts = Math.abs(value).toFixed(digits).split(".");
    parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, ",");
    return (value < 0 && Number(value.toFixed(digits)) !== 0 ? "\u2212" : "") + parts.join(".");
  }

  function draw(tag, attributes, text) {
    var element = document.createElementNS(NS, tag);
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
    if (text !== undefined) { element.textContent = text; }
    chart.appendChild(element);
    return element;
  }

  function warp(price) { return Math.asinh(price / figures.linear); }

  function niceStep(rough) {
    var power = Math.pow(10, Math.floor(Math.log10(rough))), part = rough / power;
    return (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10) * power;
  }

  function ticks(low, high) {
    var all = [0], span = warp(high) - warp(low);
    [1, -1].forEach(function (sign) {
      var last = 0;
      for (var size = niceStep(figures.linear / 4); size <= Math.max(high, -low); size = niceStep(size * 1.5)) {
        var tick = sign * size;
        if (tick >= low && tick <= high && Math.abs(warp(tick) - warp(last)) / span >= 0.15) {
          all.push(tick);
          last = tick;
        }
      }
    });
    return all;
  }

  function rule(y, isZero, label) {
    draw("line", { "class": isZero ? "zero" : "grid", x1: LEFT, x2: W, y1: y, y2: y });
    draw("text", { "class": "end", x: LEFT - 8, y: y + 5 }, label);
  }

  // A step an interval; the line breaks at a gap.
  function steps(yOf) {
    var path = "", last = "";
    for (var grid = view.from; grid < view.to; grid++) {
      if (isNaN(prices[grid])) {
        path += last ? "H" + view.x(grid).toFixed(1) : "";
        last = "";
        continue;
      }
      var y = yOf(grid).toFixed(1);
      path += last === "" ? "M" + view.x(grid).toFixed(1) + "," + y : y !== last ? "H" + view.x(grid).toFixed(1) + "V" + y : "";
      last = y;
    }
    return path + (last ? "H" + W : "");
  }

  function area(site) {
    var path = "M" + LEFT + "," + LBOT;
    for (var grid = view.from; grid < view.to; grid++) {
      path += "V" + (isNaN(prices[grid]) ? LBOT : view.loadY(site[grid])).toFixed(1) + "H" + view.x(grid + 1).toFixed(1);
    }
    return path + "V" + LBOT + "Z";
  }

  function strip(states, full, top) {
    var path = "", begun = view.from, height = 0;
    for (var grid = view.from; grid <= view.to; grid++) {
      var next = grid === view.to || isNaN(prices[grid]) ? 0 : STRIP * Math.min(1, figures.states[states[grid]][2] / full);
      if (Math.abs(next - height) > 1e-9 || grid === view.to) {
        path += height > 0 ? "M" + view.x(begun).toFixed(1) + "," + (top + STRIP) + "v" + (-height).toFixed(1) + "H" + view.x(grid).toFixed(1) + "v" + height.toFixed(1) + "z" : "";
        begun = grid;
        height = next;
      }
    }
    return path;
  }

  // The group's name and what its MWh earn in the first priced interval shown.
  function label(group, index) {
    var name = group.id.length <= 40 ? group.id : group.id.slice(0, 39) + "\u2026", grid = view.from;
    while (grid < view.to && isNaN(prices[grid])) { grid++; }
    return grid === view.to ? name : name + ", worth " + number(worths[index][grid] / 100, 2);
  }

  function days(height) {
    var names = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"], last = "";
    for (var grid = view.from; grid < view.to; grid++) {
      var at = local(grid).date, name = day(at);
      if (name !== last) {
        draw("line", { "class": "grid", x1: view.x(grid), x2: view.x(grid), y1: PTOP, y2: height - 34 });
        draw("text", { "class": "start", x: view.x(grid) + 4, y: height - 8 }, names[at.getUTCDay()] + " " + at.getUTCDate());
        last = name;
      }
    }
  }

  function prepare(week) {
    var from = figures.weeks[week], to = week + 1 < figures.weeks.length ? figures.weeks[week + 1] : count;
    var low = 0, high = figures.linear, full = Math.max(0.001, figures.full);
    for (var grid = from; grid < to; grid++) {
      if (!isNaN(prices[grid])) {
        low = Math.min(low, prices[grid]);
        high = Math.max(high, prices[grid]);
      }
    }
    view = {
      week: week, from: from, to: to, low: low, high: high, full: full,
      x: function (at) { return LEFT + (W - LEFT) * (at - from) / (to - from); },
      priceY: function (price) { return PBOT - (PBOT - PTOP) * (warp(Math.min(high, Math.max(low, price))) - warp(low)) / (warp(high) - warp(low)); },
      loadY: function (kilowatts) { return LBOT - (LBOT - LTOP) * kilowatts / 1000 / full; }
    };
  }

  function show(week) {
    var own = run(policyChoice.value), best = run("foresight"), height = STRIPS + STEP * figures.groups.length + 20;
    prepare(week);
    title.textContent = policyChoice.value + ", " + localText(view.from) + " to " + localText(view.to);
    chart.textContent = "";
    draw("text", { "class": "label", x: LEFT + 4, y: 22 }, "price, " + figures.unit);
    ticks(view.low, view.high).forEach(function (tick) { rule(view.priceY(tick), tick === 0, number(tick, 0)); });
    draw("text", { "class": "label", x: LEFT + 4, y: LTOP - 10 }, "load, MW");
    rule(LBOT, true, "0");
    rule(LTOP, false, number(view.full, view.full < 10 ? 2 : 1).replace(/\.?0+$/, ""));
    worths.forEach(function (worth) { draw("path", { "class": "line worth", d: steps(function (grid) { return view.priceY(worth[grid] / 100); }) }); });
    draw("path", { "class": "area", d: area(own.site) });
    draw("path", { "class": "line best", d: steps(function (grid) { return view.loadY(best.site[grid]); }) });
    draw("path", { "class": "line price", d: steps(function (grid) { return view.priceY(prices[grid]); }) });
    figures.groups.forEach(function (group, index) {
      var top = STRIPS + STEP * index;
      draw("text", { "class": "label", x: LEFT + 4, y: top - 5 }, label(group, index));
      draw("line", { "class": "grid", x1: LEFT, x2: W, y1: top + STRIP, y2: top + STRIP });
      draw("path", { "class": "strip", d: strip(own.groups[index], group.mw, top) });
    });
    days(height);
    view.cursor = draw("line", { "class": "cursor", x1: LEFT, x2: LEFT, y1: PTOP, y2: height - 34 });
    slider.max = view.to - view.from - 1;
    before.disabled = week === 0;
    after.disabled = week === figures.weeks.length - 1;
    choice.value = String(week);
    read();
  }

  function read() {
    var grid = view.from + Math.min(Number(slider.value), view.to - view.from - 1), own = run(policyChoice.value);
    var x = view.x(grid + 0.5), utc = new Date((figures.start + grid * figures.step) * 1000), text;
    text = localText(grid) + " (" + day(utc) + " " + clock(utc) + "Z), " + figures.point + ": ";
    if (isNaN(prices[grid])) {
      text += "no price, nothing decided";
    } else {
      text += number(prices[grid], 2) + " " + figures.unit + ", site " + number(own.site[grid] / 1000, 1) + " MW";
      figures.groups.forEach(function (group, index) {
        var state = figures.states[own.groups[index][grid]];
        text += "\n" + group.id + " " + state[0] + ", " + number(state[1], 0) + " machines, " + number(state[2], 1) + " MW, worth " + number(worths[index][grid] / 100, 2) + ": " + state[3];
      });
    }
    view.cursor.setAttribute("x1", x);
    view.cursor.setAttribute("x2", x);
    slider.setAttribute("aria-valuetext", localText(grid));
    reading.textContent = text;
  }

  function point(event) {
    var place = chart.getBoundingClientRect(), x = (event.clientX - place.left) / place.width * W;
    if (x >= LEFT) {
      slider.value = Math.floor((x - LEFT) / (W - LEFT) * (view.to - view.from));
      read();
    }
  }

  document.querySelectorAll(".script-only").forEach(function (part) { part.hidden = false; });
  choice.addEventListener("change", function () { show(Number(choice.value)); });
  policyChoice.addEventListener("change", function () { show(view.week); });
  before.addEventListener("click", function () { show(view.week - 1); });
  after.addEventListener("click", function () { show(view.week + 1); });
  slider.addEventListener("input", read);
  chart.addEventListener("pointermove", point);
  chart.addEventListener("pointerdown", point);
  choice.value = choice.querySelector("[selected]").value;
  policyChoice.value = figures.judged;
  slider.value = 0;
  show(Number(choice.value));
}());
