/* Tìm kiếm trong bản xuất ra tệp, phần 3: xếp thứ tự.
   Nhịp các bước giống indexer/ranking.py; sửa bên nào thì sửa cả bên kia. */
(function (S) {
  "use strict";
  var folds = S.folds, D, STOP, COUNTS;
  var TRAIL = 0.5, FOLDED = 0.7, PAIR = 1.2, LENGTH = 0.12, LONG = 12, INSIDE = 0.85, CROSSING = 0.5, STRANGE = 0.3, NEEDED = 0.28, BESIDE_BEST = 0.4;

  // ---- ranking -----------------------------------------------------------------------------------------------------
  function rarity(holding) { return Math.max(0.1, Math.log(1 + (COUNTS.clauses - holding + 0.5) / (holding + 0.5))); }

  function ask(q) {
    var words = new Map(), pairs = new Map(), strange = 0, w = q.words;
    var bare = q.agencies.length > 0 && q.agencies.every(function (a) { return a.acts; }) && !(q.when.length || q.numbers.length || q.address.length || q.phrases.length || q.unknown.length) &&
      w.every(function (x) { return x.weight < 1 || ["trach", "nhiem", "vu", "co", "viec", "quyen", "han", "gom"].includes(x.f); });
    w.forEach(function (word) {
      if (bare || !word.weight || !COUNTS.words.has(word.f) || words.has(word.f)) return;
      words.set(word.f, { f: word.f, x: word.x, marks: q.marked && word.marked && COUNTS.exact.has(word.x), weight: rarity(COUNTS.words.get(word.f)) * word.weight, telling: !STOP.has(word.f) });
    });
    var pair = function (a, b) {
      var key = a.f + "_" + b.f;
      if (bare || !(a.weight || b.weight) || !COUNTS.pairs.has(key) || pairs.has(key)) return;
      var share = Math.min(a.weight, b.weight) || CROSSING;
      pairs.set(key, { f: key, x: a.x + "_" + b.x, marks: (a.marked || b.marked) && COUNTS.exact.has(a.x) && COUNTS.exact.has(b.x), weight: rarity(COUNTS.pairs.get(key)) * PAIR * share });
    };
    for (var at = 1; at < w.length; at++) {
      if (!w[at].glued) continue;
      pair(w[at - 1], w[at]);
      if (at + 1 < w.length && w[at + 1].glued && STOP.has(w[at].f)) pair(w[at - 1], w[at + 1]);
      if (w[at - 1].weight === 1 && w[at].weight === 1 && !COUNTS.pairs.has(w[at - 1].f + "_" + w[at].f)) strange++;
    }
    var keys = q.agencies.map(function (a) { return a.key; });
    return {
      q: q, words: Array.from(words.values()), pairs: Array.from(pairs.values()), unknown: rarity(0) * (q.unknown.length + STRANGE * strange),
      base: rarity(Math.max(1, Math.floor(COUNTS.clauses / 20))),
      names: keys.length ? Object.keys(D.names).filter(function (n) { return D.names[n].some(function (o) { return keys.includes(o[0]); }); }).map(function (n) { return n.split(" "); }) : [],
      bare: bare
    };
  }
  function admitted(p, q) {
    return !q.excluded.some(function (w) { return p.words.has(w); }) && q.phrases.every(function (f) { return p.line.includes(" " + f.join(" ") + " "); });
  }
  function place(unit, own, ownX, trail) {
    if (own.has(unit.f)) return !unit.marks || ownX.has(unit.x) ? 1 : FOLDED;
    return trail.has(unit.f) ? TRAIL : 0;
  }
  function score(p, asked) {
    var q = asked.q, met = 0, full = 0, units = 0, metUnits = 0;
    var add = function (weight, quality, telling) {
      met += weight * quality;
      full += weight;
      if (telling) { units++; if (quality > 0) metUnits++; }
    };
    asked.words.forEach(function (u) { add(u.weight, place(u, p.words, p.exact, p.trail), u.telling); });
    asked.pairs.forEach(function (u) { var v = place(u, p.pairs, p.exactPairs, p.trailPairs); add(u.weight, p.heads.has(u.f) ? v : v * INSIDE, false); });
    q.agencies.forEach(function (a) { add(2.5 + rarity(COUNTS.agencies.get(a.key) || 0), agencyQuality(a, p, q), true); });
    if (!q.agencies.length) q.roles.forEach(function (r) { add(asked.base * 0.6, p.row.l.includes(r) ? 1 : 0, false); });
    q.when.forEach(function (t) { add(asked.base, p.when.has(t) ? 1 : 0, true); });
    q.numbers.forEach(function (n) { add(asked.base, p.headNumbers.has(n) ? 1 : p.numbers.has(n) ? 0.9 : 0, true); });
    q.phrases.forEach(function (f) { add(asked.base * f.length, 1, true); });
    if (q.address.length) add(asked.base * 3 * q.address.length, addressQuality(q.address, p.path), true);
    if (!full || !met) return { score: 0, share: 0 };
    var coverage = units ? metUnits / units : 1, share = met / (full + asked.unknown);
    var length = asked.bare ? 1 : 1 / (1 + LENGTH * Math.log1p(p.size / 25));
    var value = 100 * share * (0.6 + 0.4 * coverage) * standing(p, asked) * length;
    return { score: Math.round(value * 1e6) / 1e6, share: share };
  }
  function agencyQuality(agency, p, q) {
    var r = p.row.r[agency.key] || [], is = function (x) { return r.includes(x); };
    if (!agency.acts) return is("p") || is("r") ? 1 : is("m") ? 0.9 : r.length ? 0.35 : 0;
    var bearer = r.filter(function (x) { return x.startsWith("b:"); }).map(function (x) { return x.slice(2); });
    if (bearer.length) return !q.roles.length || q.roles.some(function (x) { return bearer.includes(x); }) ? 1 : 0.75;
    if (is("h")) return 0.9;
    if (is("p")) return q.roles.includes("coordinate") ? 0.7 : 0.5;
    if (is("u")) return 0.6;
    var own = is("r") ? 0.45 : is("m") ? 0.42 : 0;
    return agency.groups.reduce(function (best, g) {
      var s = p.row.r[g] || [];
      return Math.max(best, s.some(function (x) { return x.startsWith("b:"); }) ? 0.4 : s.includes("h") || s.includes("u") ? 0.3 : s.length ? 0.1 : 0);
    }, own);
  }
  function addressQuality(steps, path) {
    var missing = 0;
    for (var i = 0; i < steps.length; i++) {
      if (steps[i].some(function (r) { return path.includes(r); })) continue;
      var kind = steps[i][0].split("_")[0];
      if (path.some(function (s) { return s.split("_")[0] === kind; })) return 0;
      missing++;
    }
    if (missing) return missing < steps.length ? (0.25 * (steps.length - missing)) / steps.length : 0;
    var last = steps[steps.length - 1], own = path[path.length - 1];
    if (own === last[0]) return 1;
    if (last.includes(own)) return 0.9;
    var deepest = Math.max.apply(null, [0].concat(last.filter(function (r) { return path.includes(r); }).map(function (r) { return path.indexOf(r); })));
    return Math.max(0.4, 0.7 - 0.05 * (path.length - 1 - deepest));
  }
  function standing(p, asked) {
    if (!p.container) return 1;
    var q = asked.q;
    if (q.address.length && addressQuality(q.address, p.path) >= 0.9) return 1;
    if (asked.bare && !q.roles.length && q.agencies.some(function (a) { return (p.row.r[a.key] || []).includes("h"); })) return 1.12;
    var telling = asked.words.filter(function (u) { return u.telling; });
    if (telling.length && !q.agencies.length && !q.when.length && telling.every(function (u) { return p.heading.has(u.f); })) return 1.05;
    return 0.85;
  }
  function rank(asked) {
    var scored = [], best = 0;
    D.prepared.forEach(function (p) {
      if (!admitted(p, asked.q)) return;
      var s = score(p, asked);
      best = Math.max(best, s.score);
      scored.push({ p: p, score: s.score, share: s.share });
    });
    var needed = asked.words.length <= LONG ? NEEDED : NEEDED / 2;
    return scored.filter(function (h) { return best > 0 && h.share >= needed && h.score >= BESIDE_BEST * best; }).sort(function (a, b) {
      return b.score - a.score || (a.p.row.d < b.p.row.d ? -1 : a.p.row.d > b.p.row.d ? 1 : a.p.row.o - b.p.row.o);
    });
  }
  function spansOf(tokens, asked) {
    var silent = new Set(asked.q.words.filter(function (w) { return !w.weight; }).map(function (w) { return w.f; }));
    var pairs = new Set(asked.pairs.map(function (u) { return u.f; }).filter(function (f) { return f.split("_").some(function (w) { return !silent.has(w); }); }));
    var paired = new Set(), common = rarity(Math.floor(COUNTS.clauses / 12)), chosen = new Set(), spans = [], last = -2;
    pairs.forEach(function (f) { f.split("_").forEach(function (w) { paired.add(w); }); });
    var alone = new Set(asked.words.filter(function (u) { return u.telling && (!paired.has(u.f) || u.weight >= common); }).map(function (u) { return u.f; }));
    var f = folds(tokens), numbers = asked.q.numbers;
    f.forEach(function (w, at) {
      if (at + 1 < f.length && pairs.has(w + "_" + f[at + 1])) { chosen.add(at); chosen.add(at + 1); }
      else if (at + 2 < f.length && STOP.has(f[at + 1]) && pairs.has(w + "_" + f[at + 2])) { chosen.add(at); chosen.add(at + 2); }
      if (alone.has(w) || numbers.includes(w) || (numbers.length && numbers.includes(w.split("-")[0]))) chosen.add(at);
    });
    asked.q.phrases.concat(asked.names).forEach(function (phrase) {
      for (var at = 0; at + phrase.length <= f.length; at++) {
        if (phrase.every(function (w, i) { return f[at + i] === w; })) phrase.forEach(function (_, i) { chosen.add(at + i); });
      }
    });
    var order = Array.from(chosen).sort(function (a, b) { return a - b; });
    order.forEach(function (at) {
      var t = tokens[at];
      if (spans.length && at === last + 1) spans[spans.length - 1][1] = Math.max(t.e, spans[spans.length - 1][1]);
      else if (!spans.length || t.s >= spans[spans.length - 1][1]) spans.push([t.s, t.e]);
      last = at;
    });
    return order.some(function (at) { return !STOP.has(f[at]); }) ? spans : [];
  }
  function search(text) {
    D = S.D;
    STOP = S.STOP;
    COUNTS = S.COUNTS;
    var q = S.understand(text);
    var empty = !(q.words.length || q.phrases.length || q.agencies.length || q.when.length || q.numbers.length || q.address.length);
    var asked = ask(q);
    return { query: q, asked: asked, hits: empty ? [] : rank(asked) };
  }

  S.search = search;
  S.spansOf = spansOf;
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
