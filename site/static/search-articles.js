/* Tìm kiếm trong bản xuất ra tệp, phần 9: câu hỏi dài, trả lời bằng cả điều.
   Nhịp các bước giống indexer/ranking_articles.py; sửa bên nào thì sửa cả bên kia. Máy chủ đếm từ trong chữ của các điều; ở đây đếm bằng
   mục lục (site/browser_postings.py), chỉ đọc chữ của điều khoản nào mà mục lục không nói hết. */
(function (S) {
  "use strict";
  var W; // what the parts weigh: the numbers of indexer/ranking_articles.py, asked.py and engines, which the export writes down
  var PARAGRAPH = /(\n\s*)(?=\d{1,2}[a-zđ]?\.\s)/g;

  function sum(list, of) { return list.reduce(function (total, one) { return total + of(one); }, 0); }
  function triples(asked) {
    var found = new Map(), pairs = S.COUNTS.pairs;
    asked.runs.forEach(function (w, n) { for (var at = 0; at + 2 < w.length; at++) {
      var a = w[at].f + "_" + w[at + 1].f, b = w[at + 1].f + "_" + w[at + 2].f, key = a + "_" + w[at + 2].f;
      if (w[at + 1].glued && w[at + 2].glued && !found.has(key) && pairs.has(a) && pairs.has(b)) {
        found.set(key, { f: key, x: key, marks: false, both: [a, b], weight: W.TRIPLE * Math.max(S.rarity(pairs.get(a)), S.rarity(pairs.get(b))) * (n ? W.OTHER_WORDS : 1) });
      }
    } });
    return Array.from(found.values());
  }
  function saying(asked) { // words that say something by themselves, typed or looked for besides
    return asked.words.filter(function (u) { return u.says; }).map(function (u) { return u.f; });
  }
  function laws(asked) { // place of a document → how far the question names it
    var found = new Map(), shares = S.documentNames().shares;
    asked.pairs.forEach(function (u) {
      if (S.has(shares, u.f)) shares[u.f].forEach(function (s) { found.set(s[0], (found.get(s[0]) || 0) + s[1]); });
    });
    asked.q.documents.forEach(function (d) { found.set(d, 1); });
    if (!asked.q.documents.length) asked.q.around.forEach(function (p) {
      (S.D.territories[p.key] || []).forEach(function (r) {
        for (var d = S.documentOf(r[0]), list = S.documents(); d < list.length && list[d][1] < r[1]; d++) found.set(d, 1);
      });
    });
    return found;
  }
  function weigh(words) { // each word once; stop words weigh nothing
    return sum(Array.from(new Set(words)), function (w) { return S.STOP.has(w) ? 0 : S.rarity(S.COUNTS.words.get(w) || 0); });
  }

  // ---- how often an article says what was asked, by the index ---------------------------------------------------------
  /* Of the stop words asked for, which may part a pair, their signs in any letters, and of those written without marks; the letters of all words. */
  function sought(asked) {
    var stops = new Set(), bare = new Set(), letters = new Set();
    asked.words.forEach(function (u) {
      letters.add(u.x);
      if (!S.STOP.has(u.f)) return;
      S.forms(u.f).forEach(function (x) { stops.add(S.signOf(x)); });
      if (u.x === u.f) bare.add(S.signOf(u.x));
    });
    return { stops: stops, bare: bare, letters: letters };
  }
  function parted(signs, near, stops) { // how often one of the stop words stands between
    var found = 0;
    for (var i = near; i < signs.length; i++) if (stops.has(signs[i])) found++;
    return found;
  }
  function admitted(asked, numbers) { // as ranking.admitted: the filters, the words left out, the quoted phrases
    var kept = new Set(asked.through(numbers)), q = asked.q;
    q.excluded.forEach(function (words) { inRow(words.split(" ")).forEach(function (c) { kept.delete(c); }); });
    q.phrases.forEach(function (words) { var held = inRow(words); kept.forEach(function (c) { if (!held.has(c)) kept.delete(c); }); });
    return kept;
  }
  function inRow(words) { // the clauses in which words stand one behind the other, as far as their pairs tell
    var held = null;
    (words.length > 1 ? S.near(words) : words).forEach(function (term) {
      var found = S.entry(term), here = new Set();
      (found ? found.lists : []).forEach(function (l) { l.at.forEach(function (c, i) { if ((!l.near || l.near[i]) && (!held || held.has(c))) here.add(c); }); });
      held = here;
    });
    return held;
  }
  /* The articles with what each of their clauses and they themselves hold: {first, clauses, held, size, count, marked, title}. */
  function counted(asked, units, articles) {
    var lengths = S.lengths(), place = new Int32Array(lengths.first.length).fill(-1), numbers = [], what = sought(asked);
    articles.forEach(function (a) {
      var end = a + 1 < lengths.first.length ? lengths.first[a + 1] : S.D.clauses;
      for (var c = lengths.first[a]; c < end; c++) numbers.push(c);
    });
    var kept = admitted(asked, numbers), known = [];
    numbers.forEach(function (c) {
      var a = lengths.article[c];
      if (!kept.has(c)) return;
      if (place[a] < 0) {
        place[a] = known.length;
        known.push({ first: c, start: lengths.first[a], clauses: [], size: 0, count: new Map(), marked: new Map(), held: new Map(), met: 0, total: lengths.first[a] === c ? lengths.heading[a] : 0 });
      }
      known[place[a]].clauses.push(c);
      known[place[a]].size += lengths.of[c] + 1; // a sign stands between each heading and its text
    });
    var of = function (c) { var at = place[lengths.article[c]]; return at < 0 || !kept.has(c) ? null : known[at]; };
    var add = function (map, key, n) { if (n) map.set(key, (map.get(key) || 0) + n); };
    var words = function (u, found) {
      var telling = u.says ? S.rarity(found.count) : 0, headed = null, hold = function (article, c) { article.held.set(c, (article.held.get(c) || 0) + telling); }, here = new Set();
      found.lists.forEach(function (list) {
        var exact = u.marks && (list.name || u.f) === u.x;
        for (var i = 0; i < list.at.length; i++) {
          var c = list.at[i], article = of(c);
          if (!article) continue;
          add(article.count, u.f, list.times[i]);
          if (exact) add(article.marked, u.f, list.times[i]);
          if (!telling || here.has(c)) continue;
          here.add(c);
          hold(article, c);
          if (list.head[i] && c === article.first) article.met += telling;
        }
      });
      if (telling) S.overRuns(found.above, function (c) { var article = of(c); if (article && !here.has(c)) hold(article, c); });
    };
    var pairs = function (u, found) {
      var forms = u.marks && u.x.split("_").every(function (x) { return what.letters.has(x); }) ? S.pairForms(u.f) : [];
      found.lists.forEach(function (list, n) {
        for (var i = 0; i < list.at.length; i++) {
          var article = of(list.at[i]);
          if (!article) continue;
          add(article.count, u.f, list.near[i] + parted(list.signs[i], list.near[i], what.stops));
          if (forms[n] === u.x) add(article.marked, u.f, list.near[i] + parted(list.signs[i], list.near[i], what.bare));
        }
      });
    };
    var triples = function (u) { // the pair before, where the sign of the last syllable stands behind it, as often as the pair behind is there
      var behind = new Map(), sign = S.signOf(u.f.slice(u.f.lastIndexOf("_") + 1));
      S.entry(u.both[1]).lists.forEach(function (list) {
        for (var i = 0; i < list.at.length; i++) if (of(list.at[i])) add(behind, list.at[i], list.near[i]);
      });
      var before = new Map();
      S.entry(u.both[0]).lists.forEach(function (list) {
        for (var i = 0; i < list.at.length; i++) if (behind.has(list.at[i])) for (var n = 0; n < list.near[i]; n++) if (list.signs[i][n] === sign) add(before, list.at[i], 1);
      });
      before.forEach(function (n, c) { add(of(c).count, u.f, Math.min(n, behind.get(c))); });
    };
    units.forEach(function (u) { if (u.both) triples(u); else (u.f.includes("_") ? pairs : words)(u, S.entry(u.f)); });
    return known;
  }

  // ---- what the server computes ---------------------------------------------------------------------------------------
  function scoreArticle(asked, units, article, focused, known, total) { // ranking_articles.article_score
    var slack = W.K1 * (1 - W.B + (W.B * article.size) / W.SIZE), met = 0, full = 0, thick = 0;
    units.forEach(function (u) {
      full += u.weight;
      var n = article.count.get(u.f) || 0, quality = n / (n + slack);
      if (!n) return;
      thick += (u.weight * n) / (n + article.size / W.THIN);
      if (u.marks) { n = article.marked.get(u.f) || 0; quality = (quality + n / (n + slack)) / 2; }
      met += u.weight * quality;
    });
    var title = article.met ? article.met / article.total : 0, document = S.documentOf(article.first);
    article.thick = full ? thick / full : 0;
    article.value = W.WHOLE * (full ? met / full : 0) + W.TITLE * title * title + (asked.q.asks && article.met ? (W.NAMED * title * article.met) / total : 0) + (focused.has(article.first) ? W.FOCUS : 0);
    article.value += W.DOCUMENT * Math.min(1, known.get(document) || 0) + (asked.q.numbers.length && asked.q.documents.includes(document) ? W.NUMBERED : 0);
  }
  function holding(terms) { // the clauses that hold one of some marks
    var found = new Set();
    S.need(terms);
    terms.forEach(function (term) { S.eachOf(term, function (c) { found.add(c); }); });
    return found;
  }
  function meanings(asked, total) { // clause → the share of the question that is the term which it explains
    var found = new Map(), line = [].concat.apply([], asked.runs).map(function (w) { return w.f; }), terms = [];
    if (!asked.q.meaning) return found;
    line.forEach(function (_, from) { for (var to = from + 2; to <= Math.min(line.length, from + W.TERM); to++) terms.push(line.slice(from, to)); });
    S.need(terms.map(function (words) { return "#m:" + words.join("_"); }));
    terms.forEach(function (words) {
      var share = weigh(words) / (total || 1);
      S.eachOf("#m:" + words.join("_"), function (c) { found.set(c, share); });
    });
    return found;
  }
  function amounts(asked, articles) { // clause → whether it has a number of what is counted
    var told = [], others = [], unsure = [];
    asked.q.amounts.forEach(function (unit) { (S.D.amounts.told.includes(unit) ? told : others).push(unit); });
    var found = holding(told.map(function (unit) { return "#c:" + unit.replace(" ", "_"); })), here = new Set();
    if (!others.length) return found;
    articles.forEach(function (article) { article.clauses.forEach(function (c) { if (!found.has(c)) here.add(c); }); });
    others.forEach(function (unit) { S.eachOf(unit, function (c) { if (here.has(c)) unsure.push(c); }); });
    unsure = Array.from(new Set(unsure));
    var numbered = new RegExp(" " + S.D.amounts.numeral + " (?:" + others.join("|") + ")(?= )");
    S.shown(unsure).forEach(function (row, i) {
      var heading = S.folds(S.tokensOf(row.trail[row.trail.length - 1])), text = S.folds(S.tokensOf(row.text));
      if (numbered.test(" " + heading.concat("|", text).join(" ") + " ")) found.add(unsure[i]);
    });
    return found;
  }
  function densest(asked, article, c, total) { // of a clause with numbered paragraphs its best one, by its text
    var row = S.shown([c])[0], text = S.tokensOf(row.text), telling = new Set(saying(asked)), heading = S.folds(S.tokensOf(row.trail[row.trail.length - 1])), starts = [0], best = 0;
    var above = new Set(heading.filter(function (w) { return telling.has(w); }));
    telling.forEach(function (w) { if (S.within(S.entry(w).above, c)) above.add(w); });
    var ends = new Set(Array.from(row.text.normalize("NFC").matchAll(PARAGRAPH)).map(function (m) { return m.index + m[0].length; }));
    text.forEach(function (t, at) { if (at && ends.has(t.s)) starts.push(at); });
    starts.forEach(function (start, n) {
      var part = S.folds(text.slice(start, starts[n + 1])), held = new Set(above);
      part.forEach(function (w) { if (telling.has(w)) held.add(w); });
      best = Math.max(best, weigh(held) / total / Math.log(W.SHORT + part.length));
    });
    return best;
  }
  function scoreClauses(asked, article, board, about, total) { // ranking_articles._clauses: [[clause, score]], best first
    var lengths = S.lengths(), own = asked.q.asks ? W.OWN : W.OWN_WORDS;
    return article.clauses.map(function (c) {
      var meaning = about.meanings.get(c) || 0, dense = 0;
      if (total) dense = lengths.parts[c] ? densest(asked, article, c, total) : (article.held.get(c) || 0) / total / Math.log(W.SHORT + lengths.of[c]);
      var score = (own * board.of(c)) / 100 + W.DENSITY * dense + article.value + (about.amounts.has(c) ? W.AMOUNT : 0) + (W.MEANING + (asked.q.defines && meaning > 1 - W.SURE ? W.DEFINED : 0)) * meaning;
      return [c, Math.round(W.SCALE * score * S.standing(c) * 1e6) / 1e6];
    }).sort(falling);
  }
  function falling(a, b) { return b[1] - a[1]; }
  function inLine(articles) { // ranking_articles._in_line: before articles that are much weaker W.FURTHER clauses of each before; the rest
    var line = [], waiting = [], rest = [];
    articles.forEach(function (scored) {
      var ahead = waiting.filter(function (w) { return w[1] > W.AHEAD * scored[0][1]; });
      line = line.concat(ahead, [scored[0]]);
      waiting = waiting.slice(ahead.length).concat(scored.slice(1, 1 + W.FURTHER)).sort(falling);
      rest = rest.concat(scored.slice(1 + W.FURTHER));
    });
    return [line, waiting.concat(rest)];
  }

  function asWords(asked) { // every name and time that was understood taken as words again (indexer/asked.py)
    var said = S.ask(Object.assign({}, asked.q, { agencies: [], words: asked.q.words.map(function (w) { return Object.assign({}, w, { weight: w.weight || 1 }); }) }));
    said.through = asked.through;
    return said;
  }
  S.rankLong = function (query, board, found, hit) { // ranking_articles.rank_long
    W = S.D.weights.articles;
    var asked = asWords(query), lengths = S.lengths(), units = asked.words.concat(asked.pairs, triples(asked)), total = weigh(saying(asked));
    var places = Array.from(new Set(found.slice(0, W.ARTICLES).map(function (c) { return lengths.article[c]; }))).sort(function (a, b) { return a - b; });
    var known = laws(asked), focused = holding(asked.q.focus.map(function (name) { return "#f:" + name.replace(/ /g, "_"); })), articles = counted(asked, units, places);
    articles.forEach(function (article) { scoreArticle(asked, units, article, focused, known, total); });
    var best = articles.slice().sort(function (a, b) { return b.value - a.value; }).slice(0, W.BEST), thickest = articles.slice().sort(function (a, b) { return b.thick - a.thick; }).slice(0, W.OTHER + 1);
    if (asked.q.defines) {
      var leading = new Set(found.slice(0, W.LEADING));
      best = best.concat(articles.filter(function (a) { return !best.includes(a) && a.clauses.some(function (c) { return leading.has(c); }); }));
    }
    var looked = best.concat(thickest.filter(function (a) { return !best.includes(a); }));
    var about = { meanings: meanings(asked, total), amounts: amounts(asked, looked) };
    S.shown([].concat.apply([], looked.map(function (a) { return a.clauses.filter(function (c) { return lengths.parts[c]; }); }))); // in one round
    var scored = new Map(looked.map(function (a) { return [a, scoreClauses(asked, a, board, about, total)]; }));
    best.sort(function (a, b) { return falling(scored.get(a)[0], scored.get(b)[0]); });
    var other = thickest.find(function (a) { return best.indexOf(a) < 0 || best.indexOf(a) >= W.OTHER; }), parts;
    parts = inLine(best.filter(function (a) { return a !== other; }).map(function (a) { return scored.get(a); }));
    if (other) {
      parts[0].splice(W.OTHER, 0, scored.get(other)[0]);
      parts[1] = parts[1].concat(scored.get(other).slice(1));
    }
    var list = parts[0].concat(parts[1].sort(falling)).map(function (s) { return s[0]; }), shown = new Set(list);
    return list.concat(found.filter(function (c) { return !shown.has(c); })).map(hit);
  };
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
