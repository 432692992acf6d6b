/* Tìm kiếm trong bản xuất ra tệp, phần 7: câu hỏi thành các từ có trọng số, xếp thứ tự.
   Nhịp các bước giống indexer/asked.py, ranking.py và matched.py; sửa bên nào thì sửa cả bên kia. */
(function (S) {
  "use strict";
  var folds = S.folds, D, STOP, COUNTS;
  var W; // what the parts weigh: the numbers of indexer/asked.py, ranking.py and engines, which the export writes down
  var WHY = ["words", "pairs", "agency", "role", "when", "number", "phrase", "address", "territory", "document"];

  function rarity(holding) { return Math.max(0.1, Math.log(1 + (D.clauses - holding + 0.5) / (holding + 0.5))); }

  function ask(q) {
    var words = new Map(), pairs = new Map(), strange = 0, w = q.words;
    var bare = q.agencies.length > 0 && q.agencies.every(function (a) { return a.acts; }) && !(q.around.length || q.when.length || q.numbers.length || q.address.length || q.phrases.length || q.unknown.length) &&
      w.every(function (x) { return x.weight <= W.STOP_WEIGHT || (x.weight < 1 && ["chu", "tri", "tham", "muu", "phoi", "hop", "thuc", "hien"].includes(x.f)) || ["trach", "nhiem", "vu", "co", "viec", "quyen", "han", "gom"].includes(x.f); });
    var runs = [w].concat(q.others.map(function (o) { // beside what was typed what the law says for it
      return o.words.map(function (x, n) { return { f: S.fold(x), x: x, marked: x !== S.fold(x), weight: W.OTHER_WORDS * (STOP.has(S.fold(x)) ? W.STOP_WEIGHT : 1), glued: n > 0, other: true }; });
    }));
    S.need([].concat.apply([], runs.slice(1).map(function (run) { return run.map(function (x) { return x.f; }).concat(S.pairsOf(run.map(function (x) { return x.f; }))); })));
    S.need(w.filter(function (x) { return x.weight; }).map(function (x) { return x.f; }).concat(S.pairsOf(w.map(function (x) { return x.f; })), marksOf(q)));
    var titled = titledBy(q);
    [].concat.apply([], runs).forEach(function (word) {
      if (bare || !word.weight || !COUNTS.words.has(word.f) || words.has(word.f)) return;
      words.set(word.f, { f: word.f, x: word.x, marks: q.marked && word.marked && COUNTS.exact.has(word.x), weight: rarity(COUNTS.words.get(word.f)) * word.weight * (titled.has(word.f) ? W.TITLED : 1), telling: !word.other && !STOP.has(word.f), says: !STOP.has(word.f) });
    });
    var pair = function (a, b) {
      var key = a.f + "_" + b.f;
      if (bare || !(a.weight || b.weight) || !COUNTS.pairs.has(key) || pairs.has(key)) return;
      var share = (Math.min(a.weight, b.weight) || W.CROSSING) * (titled.has(a.f) && titled.has(b.f) ? W.TITLED : 1);
      pairs.set(key, { f: key, x: a.x + "_" + b.x, marks: (a.marked || b.marked) && COUNTS.exact.has(a.x) && COUNTS.exact.has(b.x), weight: rarity(COUNTS.pairs.get(key)) * W.PAIR * share });
    };
    runs.forEach(function (run) {
      for (var n = 1; n < run.length; n++) {
        if (!run[n].glued) continue;
        pair(run[n - 1], run[n]);
        if (n + 1 < run.length && run[n + 1].glued && STOP.has(run[n].f)) pair(run[n - 1], run[n + 1]);
      }
    });
    for (var at = 1; at < w.length; at++) {
      if (w[at].glued && w[at - 1].weight === 1 && w[at].weight === 1 && !COUNTS.pairs.has(w[at - 1].f + "_" + w[at].f)) strange++;
    }
    var keys = [].concat.apply([], q.agencies.map(function (a) { return [a.key].concat(a.also); })), base = rarity(Math.max(1, Math.floor(D.clauses / 20)));
    var units = Array.from(words.values()), telling = units.filter(function (u) { return u.telling; });
    return {
      q: q, runs: runs, standIns: standIns(q), words: units, telling: telling, long: telling.filter(function (u) { return !/^\p{L}$/u.test(u.f); }).length > (q.asks ? W.LONG : W.LONG_WORDS), pairs: Array.from(pairs.values()), unknown: rarity(0) * (q.unknown.length + W.STRANGE * strange),
      bareDocument: q.documents.length + q.numbers.length > 0 && !telling.length && !(q.agencies.length || q.when.length || q.address.length || q.phrases.length || q.unknown.length),
      base: base, territory: W.TERRITORY * base,
      names: keys.length ? Object.keys(D.names).filter(function (n) { return D.names[n].some(function (o) { return keys.includes(o[0]); }); }).map(function (n) { return n.split(" "); }) : [],
      bare: bare
    };
  }
  function titledBy(q) { // words in the title of the document that is named: they say which it is, and little of which clause
    var titles = q.documents.map(function (d) { return S.documents()[d][2].split(/\s+/).filter(Boolean); });
    return new Set(titles.length ? titles[0].filter(function (w) { return titles.every(function (t) { return t.includes(w); }); }) : []);
  }
  function standIns(q) { // a word typed → terms that are as good as it: the rarest pair of what the law says for it, or its one word
    var found = new Map();
    q.others.forEach(function (o) {
      var words = o.words.map(S.fold), pairs = near(words).filter(function (p) { return COUNTS.pairs.has(p); });
      pairs.sort(function (a, b) { return COUNTS.pairs.get(a) - COUNTS.pairs.get(b) || (a < b ? -1 : a > b ? 1 : 0); });
      o.typed.forEach(function (w) { found.set(w, (found.get(w) || []).concat(pairs.length ? pairs[0] : words[0])); });
    });
    return found;
  }
  function marksOf(q) { // terms besides words that the question will look up
    var terms = q.excluded.map(leftOut).filter(Boolean);
    q.agencies.forEach(function (a) { terms.push("#g:" + a.key); a.also.concat(a.groups).forEach(function (g) { terms.push("#g:" + g); }); });
    if (!q.agencies.length) q.roles.forEach(function (r) { terms.push("#l:" + r); });
    q.when.forEach(function (t) { S.answers(t).forEach(function (other) { terms.push("#" + other[0]); }); });
    q.numbers.forEach(function (n) { terms.push("#n:" + n); });
    q.address.forEach(function (readings) { readings.forEach(function (r) { terms.push("#a:" + r); }); terms.push("#p:" + readings[0].split("_")[0]); });
    q.phrases.forEach(function (f) { terms = terms.concat(f.length > 1 ? near(f) : f); });
    return terms.concat(q.addressPairs.filter(Boolean));
  }
  function leftOut(words) { // what the index tells of words to leave out: one, or a pair
    var list = words.split(" ");
    return list.length > 2 ? "" : list.join("_");
  }
  function near(words) { return words.slice(1).map(function (w, i) { return words[i] + "_" + w; }); }
  function whenWeight(t, asked) { return (S.isPeriod(t) ? W.PERIOD : 1) * asked.base; }
  function agencyWeight(a) { return 2.5 + rarity(COUNTS.agencies.get(a.key) || 0); }

  /* Every clause's figures at once: what it meets is added up term by term. */
  function Board(asked) {
    this.asked = asked;
    this.met = new Float64Array(D.clauses);
    this.units = new Uint8Array(D.clauses);
    this.own = new Uint8Array(D.clauses); // telling words that stand in the clause itself
    this.why = new Uint16Array(D.clauses);
    this.full = 0;
    this.telling = 0;
    this.quality = new Float64Array(D.clauses);
    this.touched = [];
  }
  Board.prototype.mark = function (clause, quality) {
    if (!this.quality[clause]) this.touched.push(clause);
    if (this.quality[clause] < quality) this.quality[clause] = quality;
  };
  Board.prototype.add = function (kind, weight, telling) { // what was marked counts with this weight
    var bit = 1 << WHY.indexOf(kind);
    this.full += weight;
    if (telling) this.telling++;
    for (var i = 0; i < this.touched.length; i++) {
      var c = this.touched[i];
      this.met[c] += weight * this.quality[c];
      if (telling) this.units[c]++;
      this.why[c] |= bit;
      this.quality[c] = 0;
    }
    this.touched = [];
  };
  Board.prototype.instead = function (unit, terms) { // where a telling word is not, but what stands for it, it counts as one that is met
    var board = this, there = new Set();
    if (terms && unit.telling) terms.forEach(function (t) { S.eachOf(t, function (c) { if (!board.quality[c]) there.add(c); }); });
    there.forEach(function (c) { board.units[c]++; });
  };
  Board.prototype.place = function (unit, forms, inside) {
    var board = this, found = S.entry(unit.f), counted = unit.telling && !inside;
    found.lists.forEach(function (list, n) {
      var value = !unit.marks || forms[n] === unit.x ? 1 : W.FOLDED;
      for (var i = 0; i < list.at.length; i++) {
        if (counted && !board.quality[list.at[i]]) board.own[list.at[i]]++;
        board.mark(list.at[i], inside && !list.head[i] ? value * W.INSIDE : value);
      }
    });
    var trail = inside ? W.TRAIL * W.INSIDE : W.TRAIL;
    S.overRuns(found.above, function (c) { if (!board.quality[c]) board.mark(c, trail); });
    var near = " " + unit.f.replace("_", " ") + " ", less = inside ? W.TITLE * W.INSIDE : W.TITLE;
    S.documents().forEach(function (d, n) { if (d[2].includes(near)) S.eachIn(n, function (c) { if (!board.quality[c]) board.mark(c, less); }); });
  };
  Board.prototype.marks = function (term, value) {
    var board = this, found = S.entry(term);
    if (found) found.lists.forEach(function (l) { S.overRuns(l.runs, function (c) { board.mark(c, value(l.name)); }); });
  };

  function score(asked) {
    var q = asked.q, board = new Board(asked), one = function () { return 1; };
    asked.words.forEach(function (u) { board.place(u, S.forms(u.f), false); board.instead(u, asked.standIns.get(u.f)); board.add("words", u.weight, u.telling); });
    asked.pairs.forEach(function (u) { board.place(u, u.marks ? S.pairForms(u.f) : [], true); board.add("pairs", u.weight, false); });
    q.agencies.forEach(function (a) {
      board.marks("#g:" + a.key, function (name) { return agencyQuality(a, name.split("+"), q); });
      a.also.forEach(function (key) { board.marks("#g:" + key, function (name) { return W.GENERAL * agencyQuality(a, name.split("+"), q); }); });
      if (a.acts) a.groups.forEach(function (g) { board.marks("#g:" + g, function (name) { return groupQuality(name.split("+")); }); });
      board.add("agency", agencyWeight(a), true);
    });
    if (!q.agencies.length) q.roles.forEach(function (r) { board.marks("#l:" + r, one); board.add("role", asked.base * 0.6, false); });
    q.around.forEach(function (p) {
      S.eachAt(p.key, function (c) { board.mark(c, 1); });
      said(p.words, function (c) { board.mark(c, W.SAID_PLACE); }, function (c) { board.mark(c, W.SAID_PLACE * W.TRAIL); });
      board.add("territory", asked.territory, true);
    });
    q.when.forEach(function (t) {
      S.answers(t).forEach(function (other) { board.marks("#" + other[0], function () { return other[1]; }); });
      board.add("when", whenWeight(t, asked), true);
    });
    var named = function () { q.documents.forEach(function (d) { S.eachIn(d, function (c) { board.mark(c, 1); }); }); };
    q.numbers.forEach(function (n) {
      board.marks("#n:" + n, function (name) { return name === "h" ? 1 : 0.9; });
      named();
      board.add("number", asked.base, true);
    });
    if (q.documents.length && !q.numbers.length) { named(); board.add("document", 2 * asked.base, true); }
    q.phrases.forEach(function (f) { for (var c = 0; c < D.clauses; c++) board.mark(c, 1); board.add("phrase", asked.base * f.length, true); });
    if (q.address.length) {
      board.address = addressQuality(q.address);
      board.address.forEach(function (value, c) { if (value) board.mark(c, value); });
      board.add("address", asked.base * 3 * q.address.length, true);
    }
    return board;
  }
  function agencyQuality(agency, r, q) {
    var is = function (x) { return r.includes(x); };
    if (!agency.acts) return is("p") || is("r") ? 1 : is("m") ? 0.9 : 0.35;
    var bearer = r.filter(function (x) { return x.startsWith("b:"); }).map(function (x) { return x.slice(2); });
    var helps = is("p") && q.roles.includes("coordinate") ? W.HELPS : 0;
    if (bearer.length) return !q.roles.length || q.roles.some(function (x) { return bearer.includes(x); }) ? 1 : Math.max(0.75, helps);
    if (is("h")) return 0.9;
    if (is("p")) return helps || 0.5;
    if (is("u")) return 0.6;
    return is("r") ? 0.45 : is("m") ? 0.42 : 0;
  }
  function groupQuality(r) {
    return r.some(function (x) { return x.startsWith("b:"); }) ? 0.4 : r.includes("h") || r.includes("u") ? 0.3 : 0.1;
  }
  function addressQuality(steps) {
    var held = new Uint8Array(D.clauses), wrong = new Uint8Array(D.clauses), value = new Float64Array(D.clauses), last = steps.length - 1;
    var below = new Uint8Array(D.clauses).fill(255); // how far under the last step, 0 for the very clause
    steps.forEach(function (readings, n) {
      var here = new Uint8Array(D.clauses);
      readings.forEach(function (r, likely) {
        var found = S.entry("#a:" + r);
        if (found) found.lists.forEach(function (l) {
          S.overRuns(l.runs, function (c) {
            here[c] = 1;
            if (n === last && +l.name < below[c]) { below[c] = +l.name; value[c] = likely ? 0.9 : 1; }
          });
        });
      });
      S.eachOf("#p:" + readings[0].split("_")[0], function (c) { if (!here[c]) wrong[c] = 1; });
      here.forEach(function (v, c) { held[c] += v; });
    });
    for (var c = 0; c < D.clauses; c++) {
      if (wrong[c] || !held[c]) value[c] = 0;
      else if (held[c] < steps.length) value[c] = (0.25 * held[c]) / steps.length;
      else if (below[c]) value[c] = Math.max(0.4, 0.7 - 0.05 * below[c]);
    }
    return value;
  }
  function said(words, own, above) { // clauses that name a province, or stand below a heading that does
    var pairs = words.length > 1 ? near(words) : words, found = new Uint8Array(D.clauses), over = new Uint8Array(D.clauses);
    pairs.forEach(function (pair) {
      var here = new Set();
      S.eachOf(pair, function (c) { here.add(c); });
      here.forEach(function (c) { found[c]++; });
      S.eachAbove(pair, function (c) { over[c]++; });
    });
    for (var c = 0; c < D.clauses; c++) {
      if (found[c] === pairs.length) own(c); else if (over[c] === pairs.length) above(c);
    }
  }
  function standing(c) { // indexer/standing.py
    var found = D.standings.find(function (s) { return s[0] <= c && c < s[1]; });
    return found ? found[2] : 1;
  }
  function places(board) {
    var q = board.asked.q, telling = board.asked.telling.length, headed = new Uint8Array(D.clauses);
    if (board.asked.bare && !q.roles.length) {
      q.agencies.forEach(function (a) {
        var found = S.entry("#g:" + a.key);
        if (found) found.lists.forEach(function (l) { if (l.name.split("+").includes("h")) S.overRuns(l.runs, function (c) { headed[c] = 1; }); });
      });
    }
    return function (c) { // of a container
      if (board.address && board.address[c] >= 0.9) return 1;
      if (headed[c]) return 1.12;
      return telling && !q.agencies.length && !q.when.length && board.own[c] === telling ? 1.05 : 0.85;
    };
  }
  function poor(found, board) { // ít điều khoản, mà không điều khoản nào có đủ nhiều của điều đã gõ
    var asked = board.asked, q = asked.q;
    if (found.length >= W.FEW || asked.long || q.address.length || q.documents.length || q.phrases.length || q.excluded.length) return false;
    return found.every(function (c) { return board.met[c] / (board.full + asked.unknown) < W.WELL; });
  }
  /* Every match, best first; "through" narrows them. Of a long question the articles are looked at whole (search-articles.js). */
  function rank(asked, through) {
    var q = asked.q, found = [], named = q.documents.length && !q.address.length && (q.numbers.length || !asked.long);
    if (named) found = through(S.matching(asked, true, true));
    if (named && !found.length) found = through(S.matching(asked, false, true)); // "luật du lịch áp dụng cho ai": không điều nào của luật có đủ lời
    if (!found.length) found = through(S.matching(asked, true));
    if (!found.length) found = through(S.matching(asked, false));
    if (!found.length) return [];
    var sizes = S.lengths(), board = score(asked), loose = poor(found, board) ? through(S.matching(asked, false)) : [];
    if (loose.length) found = loose;
    var place = places(board);
    var agency = asked.q.agencies.length && !asked.long ? 1 << WHY.indexOf("agency") : 0;
    board.of = function (c) {
      var share = board.met[c] / (board.full + asked.unknown), coverage = board.telling ? board.units[c] / board.telling : 1;
      var length = asked.bare ? 1 : 1 / (1 + W.LENGTH * Math.log1p(sizes.of[c] / 25)), own = asked.bareDocument ? S.documentOf(c) : -1;
      if (asked.bareDocument && (!asked.q.documents.length || asked.q.documents.includes(own))) length = 1 / (1 + W.FURTHER * Math.log1p(c - S.documents()[own][1] + 1));
      return board.met[c] ? Math.round(100 * share * (0.6 + 0.4 * coverage) * (sizes.container[c] ? place(c) : sizes.frame[c] ? W.FRAME : 1) * length * (agency && !(board.why[c] & agency) ? W.STRANGER : 1) * standing(c) * 1e6) / 1e6 : 0;
    };
    var hit = function (c) { return { clause: c, score: board.of(c), why: board.why[c] }; };
    asked.total = found.length;
    if (asked.long) return S.rankLong(asked, board, found, hit);
    var best = found.slice(0, W.CANDIDATES).map(hit).sort(function (a, b) { return b.score - a.score || a.clause - b.clause; });
    return best.concat(found.slice(W.CANDIDATES).map(hit));
  }

  // ---- what to mark in the text -----------------------------------------------------------------------------------
  function spansOf(tokens, asked) {
    var silent = new Set(asked.q.words.filter(function (w) { return !w.weight; }).map(function (w) { return w.f; }));
    var pairs = new Set(asked.pairs.map(function (u) { return u.f; }).filter(function (f) { return f.split("_").some(function (w) { return !silent.has(w); }); }));
    var paired = new Set(), common = rarity(Math.floor(D.clauses / 12)), chosen = new Set(), spans = [], last = -2;
    pairs.forEach(function (f) { f.split("_").forEach(function (w) { paired.add(w); }); });
    var of = function (which) { return new Set(asked.words.filter(function (u) { return u.telling && which(u); }).map(function (u) { return u.f; })); };
    var alone = of(function (u) { return !paired.has(u.f); }), parted = of(function (u) { return paired.has(u.f) && u.weight >= common; });
    var f = folds(tokens), numbers = asked.q.numbers;
    f.forEach(function (w, at) {
      if (at + 1 < f.length && pairs.has(w + "_" + f[at + 1])) { chosen.add(at); chosen.add(at + 1); }
      else if (at + 2 < f.length && STOP.has(f[at + 1]) && pairs.has(w + "_" + f[at + 2])) { chosen.add(at); chosen.add(at + 2); }
      if (alone.has(w) || numbers.includes(w) || (numbers.length && numbers.includes(w.split("-")[0]))) chosen.add(at);
    });
    asked.q.phrases.concat(asked.names, [].concat.apply([], asked.q.when.map(S.periodWritten))).forEach(function (phrase) {
      for (var at = 0; at + phrase.length <= f.length; at++) {
        if (phrase.every(function (w, i) { return f[at + i] === w; })) phrase.forEach(function (_, i) { chosen.add(at + i); });
      }
    });
    if (!Array.from(chosen).some(function (at) { return !STOP.has(f[at]); })) {
      chosen = new Set();
      f.forEach(function (w, at) { if (parted.has(w)) chosen.add(at); });
    }
    var order = Array.from(chosen).sort(function (a, b) { return a - b; });
    order.forEach(function (at) {
      var t = tokens[at];
      if (spans.length && at === last + 1) spans[spans.length - 1][1] = Math.max(t.e, spans[spans.length - 1][1]);
      else if (!spans.length || t.s >= spans[spans.length - 1][1]) spans.push([t.s, t.e]);
      last = at;
    });
    return spans;
  }
  /* Everything found, best first; throws what S.whole catches when a file is missing. */
  function search(text, through) {
    D = S.D;
    W = D.weights.ranking;
    STOP = S.STOP;
    COUNTS = S.COUNTS;
    var answer = answered(S.understand(text), through), loose = null;
    if (!answer.hits.length && answer.query.phrases.length) loose = answered(S.understand(text, true), through); // no clause has the quoted words in a row
    return loose && loose.hits.length ? loose : answer;
  }
  function answered(q, through) {
    var empty = !(q.words.length || q.phrases.length || q.agencies.length || q.when.length || q.numbers.length || q.address.length || q.documents.length);
    var asked = ask(q);
    asked.through = through || function (found) { return found; };
    asked.total = 0;
    return { query: q, asked: asked, empty: empty, hits: empty ? [] : rank(asked, asked.through) };
  }
  /* The clauses from a place on, with what is shown of each; where words were quoted, only those whose text holds them so. */
  function part(answer, from, most) {
    var phrases = answer.query.phrases, excluded = answer.query.excluded, at = from, found = [];
    while (at < answer.hits.length && found.length < most) {
      var next = answer.hits.slice(at, at + most - found.length), rows = S.shown(next.map(function (h) { return h.clause; }));
      at += next.length;
      rows.forEach(function (row, i) {
        var tokens = S.tokensOf(row.text), heading = folds(S.tokensOf(row.trail[row.trail.length - 1])), line = " " + heading.join(" ") + " | " + folds(tokens).join(" ") + " ";
        if (!phrases.every(function (f) { return line.includes(" " + f.join(" ") + " "); }) || excluded.some(function (w) { return line.includes(" " + w + " "); })) return;
        found.push({ row: row, spans: spansOf(tokens, answer.asked), who: answer.asked.q.agencies.map(function (a) { return a.name; }), why: WHY.filter(function (_, n) { return next[i].why & (1 << n); }) });
      });
    }
    return { found: found, next: at };
  }

  S.ask = ask;
  S.near = near;
  S.leftOut = leftOut;
  S.agencyWeight = agencyWeight;
  S.whenWeight = whenWeight;
  S.rarity = rarity;
  S.standing = standing;
  S.search = search;
  S.part = part;
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
