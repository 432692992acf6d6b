/* Tìm kiếm trong bản xuất ra tệp, phần 9: câu hỏi dài, trả lời bằng cả điều.
   Nhịp các bước giống indexer/ranking_articles.py; sửa bên nào thì sửa cả bên kia. Khác một chỗ: chữ của một điều chỉ được đọc khi điều
   ấy có thể đứng đầu; thứ tự trước đó tính từ mục lục, số lần từ xuất hiện đoán theo các điều khoản chứa từ và độ dài của chúng. */
(function (S) {
  "use strict";
  var K1 = 0.9, B = 0.4, SIZE = 170, BEST = 30, SHORT = 20, TERM = 14, WHOLE = 2.2, TITLE = 0.2, NAMED = 0.2, FOCUS = 0.2, DOCUMENT = 0.4, NUMBERED = 0.6, OWN = 0.5, OWN_WORDS = 1.5, DENSITY = 2.5, AMOUNT = 0.3, MEANING = 0.5, DEFINED = 1, LEADING = 5, SCALE = 25;
  var ARTICLES = 200, READ = 14, TRIPLE = 0.6, OTHER = 9, FURTHER = 2, AHEAD = 1.2, THIN = 34, AGAIN = 400; // READ: articles whose text is read; AGAIN: syllables of a clause in which a word that it holds stands once more
  var PARAGRAPH = /(\n\s*)(?=\d{1,2}[a-zđ]?\.\s)/g;

  function sum(list, of) { return list.reduce(function (total, one) { return total + of(one); }, 0); }
  function triples(asked) {
    var found = new Map(), pairs = S.COUNTS.pairs;
    asked.runs.forEach(function (w, n) { for (var at = 0; at + 2 < w.length; at++) {
      var a = w[at].f + "_" + w[at + 1].f, b = w[at + 1].f + "_" + w[at + 2].f, key = a + "_" + w[at + 2].f;
      if (w[at + 1].glued && w[at + 2].glued && !found.has(key) && pairs.has(a) && pairs.has(b)) {
        found.set(key, { f: key, x: key, marks: false, both: [a, b], weight: TRIPLE * Math.max(S.rarity(pairs.get(a)), S.rarity(pairs.get(b))) * (n ? S.OTHER_WORDS : 1) });
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
  function about(asked, article) { // its document is named, more where that is done by its number
    var numbered = asked.q.numbers.length && asked.q.documents.includes(S.documentOf(article.first));
    return DOCUMENT * article.document + (numbered ? NUMBERED : 0);
  }
  function times(line, wanted) {
    var found = new Map(), before = "", last = "", add = function (key) { found.set(key, (found.get(key) || 0) + 1); };
    line.forEach(function (word) {
      if (!wanted.has(word)) { before = last = ""; return; }
      add(word);
      if (last) {
        add(last + "_" + word);
        if (before) {
          add(before + "_" + last + "_" + word);
          if (S.STOP.has(last)) add(before + "_" + word);
        }
      }
      before = last;
      last = word;
    });
    return found;
  }
  function whole(units, size, count, marked) {
    var slack = K1 * (1 - B + (B * size) / SIZE), met = 0, full = 0;
    units.forEach(function (u) {
      full += u.weight;
      var n = count(u), quality = n / (n + slack);
      if (!n) return;
      if (u.marks) { n = marked(u); quality = (quality + n / (n + slack)) / 2; }
      met += u.weight * quality;
    });
    return full ? met / full : 0;
  }
  function thick(units, size, count) { // how full of the question an article is
    return sum(units, function (u) { var n = count(u); return n && (u.weight * n) / (n + size / THIN); });
  }
  function weigh(words) {
    var vocabulary = S.vocabulary();
    return sum(words, function (w) { return S.STOP.has(w) ? 0 : S.rarity(vocabulary.get(w) || (/^\p{L}+$/u.test(w) ? 0 : S.COUNTS.words.get(w) || 0)); });
  }

  /* From the index alone: how many clauses of each article hold what, and which clause holds most of the question. */
  function glance(asked, units, articles, board) {
    var lengths = S.lengths(), known = laws(asked), at = new Map(), looked = articles.map(function (a) {
      var first = lengths.first[a], end = a + 1 < lengths.first.length ? lengths.first[a + 1] : S.D.clauses, size = 0;
      at.set(a, { first: first, end: end, count: new Map(), marked: new Map(), held: new Float64Array(end - first) });
      for (var c = first; c < end; c++) size += lengths.of[c] + 1;
      at.get(a).size = size;
      return at.get(a);
    });
    var add = function (map, key, c) { map.set(key, (map.get(key) || 0) + 1 + lengths.of[c] / AGAIN); };
    units.forEach(function (u) {
      if (u.both) return;
      var found = S.entry(u.f), forms = u.marks ? (u.f.includes("_") ? S.pairForms(u.f) : S.forms(u.f)) : [], weight = u.says && !u.f.includes("_") ? S.rarity(found.count) : 0;
      var here = new Set();
      found.lists.forEach(function (list, n) {
        for (var i = 0; i < list.at.length; i++) {
          var c = list.at[i], article = at.get(lengths.article[c]);
          if (!article) continue;
          add(article.count, u.f, c);
          if (u.marks && forms[n] === u.x) add(article.marked, u.f, c);
          if (weight && !here.has(c)) { here.add(c); article.held[c - article.first] += weight; }
        }
      });
      for (var r = 0; weight && r < found.above.length; r += 2) {
        for (var d = found.above[r]; d < found.above[r + 1]; d++) {
          var above = at.get(lengths.article[d]);
          if (above && !here.has(d)) above.held[d - above.first] += weight;
        }
      }
    });
    var total = weigh(saying(asked)) || 1;
    looked.forEach(function (article) {
      article.document = Math.min(1, known.get(S.documentOf(article.first)) || 0);
      var times = function (u) { return u.both ? Math.min(article.count.get(u.both[0]) || 0, article.count.get(u.both[1]) || 0) : article.count.get(u.f) || 0; };
      article.value = WHOLE * whole(units, article.size, times, function (u) { return article.marked.get(u.f) || 0; }) + about(asked, article);
      article.thick = thick(units, article.size, times);
      article.best = 0;
      for (var c = article.first; c < article.end; c++) {
        var value = ((asked.q.asks ? OWN : OWN_WORDS) * board.of(c)) / 100 + (DENSITY * article.held[c - article.first]) / total / Math.log(SHORT + lengths.of[c]);
        article.best = Math.max(article.best, value);
      }
    });
    return looked;
  }

  /* From the text: what the server computes. */
  function read(asked, units, article, board) {
    var lengths = S.lengths(), numbers = [], c;
    for (c = article.first; c < article.end; c++) numbers.push(c);
    var passing = new Set(asked.through(numbers));
    var wanted = new Set(asked.words.map(function (u) { return u.f; })), letters = new Set(asked.words.map(function (u) { return u.x; }));
    var telling = new Set(saying(asked)), line = " " + [].concat.apply([], asked.runs).map(function (w) { return w.f; }).join(" ") + " ";
    var clauses = S.shown(numbers).map(function (row, i) {
      var text = S.tokensOf(row.text), heading = S.tokensOf(row.trail[row.trail.length - 1]), edge = [{ f: "|", x: "|" }];
      return { c: numbers[i], row: row, text: text, heading: S.folds(heading), all: heading.concat(edge, text) };
    }).filter(function (k) { // as ranking.admitted: the filters, the words left out, the quoted phrases
      var whole = " " + S.folds(k.all).join(" ") + " ", holds = function (words) { return whole.includes(" " + words + " "); };
      return passing.has(k.c) && !asked.q.excluded.some(holds) && asked.q.phrases.every(function (f) { return holds(f.join(" ")); });
    });
    if (!clauses.length) return [];
    var folded = [], exact = [];
    clauses.forEach(function (k) { k.all.forEach(function (t) { folded.push(t.f); exact.push(t.x); }); });
    var count = times(folded, wanted), marked = times(exact, letters), title = Array.from(new Set(clauses[0].heading)), titleWeight = weigh(title);
    var met = weigh(title.filter(function (w) { return telling.has(w); })), total = weigh(Array.from(telling));
    var heading = met ? TITLE * Math.pow(met / titleWeight, 2) + (asked.q.asks ? (NAMED * (met / titleWeight) * met) / total : 0) : 0;
    var amount = asked.q.amounts.length ? new RegExp(" " + S.D.amounts.numeral + " (?:" + asked.q.amounts.join("|") + ")(?= )") : null;
    var headed = " " + clauses[0].heading.join(" ") + " ";
    if (asked.q.focus.some(function (name) { return headed.includes(" " + name + " "); })) heading += FOCUS;
    article.thick = thick(units, folded.length, function (u) { return count.get(u.f) || 0; });
    var value = WHOLE * whole(units, folded.length, function (u) { return count.get(u.f) || 0; }, function (u) { return marked.get(u.x) || 0; }) + heading + about(asked, article);
    clauses.forEach(function (k) {
      var own = S.folds(k.text), above = new Set(k.heading.filter(function (w) { return telling.has(w); })), starts = [0], dense = 0, meaning = 0;
      telling.forEach(function (w) { if (S.within(S.entry(w).above, k.c)) above.add(w); });
      var ends = new Set(Array.from(k.row.text.normalize("NFC").matchAll(PARAGRAPH)).map(function (m) { return m.index + m[0].length; }));
      k.text.forEach(function (t, at) { if (at && ends.has(t.s)) starts.push(at); });
      starts.forEach(function (start, n) {
        var part = ends.size ? own.slice(start, starts[n + 1]) : own, held = new Set(above);
        part.forEach(function (w) { if (telling.has(w)) held.add(w); });
        if (total) dense = Math.max(dense, weigh(Array.from(held)) / total / Math.log(SHORT + (ends.size ? part.length : lengths.of[k.c])));
      });
      if (asked.q.meaning) {
        var at = own.slice(0, TERM + 1).indexOf("la"), whose = own.slice(0, Math.max(at, 0)).indexOf("cua");
        at = whose < 0 ? at : whose;
        var term = own.slice(0, Math.max(at, 0));
        if (at >= 2 && line.includes(" " + term.join(" ") + " ")) meaning = weigh(Array.from(new Set(term))) / (total || 1);
      }
      k.score = Math.round(SCALE * (((asked.q.asks ? OWN : OWN_WORDS) * board.of(k.c)) / 100 + DENSITY * dense + value + (amount && amount.test(" " + S.folds(k.all).join(" ") + " ") ? AMOUNT : 0) + (MEANING + (asked.q.defines && meaning > 1 - 1e-9 ? DEFINED : 0)) * meaning) * S.standing(k.c) * 1e6) / 1e6;
    });
    return clauses.map(function (k) { return [k.c, k.score]; }).sort(function (a, b) { return b[1] - a[1]; });
  }

  function asWords(asked) { // every name and time that was understood taken as words again (indexer/asked.py)
    var said = S.ask(Object.assign({}, asked.q, { agencies: [], words: asked.q.words.map(function (w) { return Object.assign({}, w, { weight: w.weight || 1 }); }) }));
    said.through = asked.through;
    return said;
  }
  S.rankLong = function (query, board, found, hit) {
    var asked = asWords(query), lengths = S.lengths(), units = asked.words.concat(asked.pairs, triples(asked)), passed = new Set(found);
    var articles = Array.from(new Set(found.slice(0, ARTICLES).map(function (c) { return lengths.article[c]; }))).sort(function (a, b) { return a - b; });
    var glanced = glance(asked, units, articles, board), thicker = function (a, b) { return b.thick - a.thick || a.first - b.first; };
    var looked = glanced.sort(function (a, b) { return b.value - a.value; }).slice(0, BEST);
    looked.sort(function (a, b) { return b.best + b.value - a.best - a.value; });
    var reading = looked.slice(0, READ), texts = [], spare = glanced.filter(function (a) { return !reading.includes(a); }).sort(thicker)[0];
    if (spare) reading.push(spare); // by the index the thickest of those that would not be read
    if (asked.q.defines) found.slice(0, LEADING).forEach(function (c) { // what the index puts first, whatever its size
      var a = glanced.find(function (g) { return g.first === lengths.first[lengths.article[c]]; });
      if (a && !reading.includes(a)) reading.push(a);
    });
    reading.forEach(function (a) { for (var c = a.first; c < a.end; c++) texts.push(c); });
    S.shown(texts);
    S.need([].concat.apply([], S.shown(reading.map(function (a) { return a.first; })).map(function (row) { // numbers in headings, and "5g", are weighed by the index
      return S.folds(S.tokensOf(row.trail[row.trail.length - 1])).filter(function (w) { return !/^\p{L}+$/u.test(w); });
    })));
    var first = [], others = [], of = new Map(), behind = new Map(), later = looked.slice(READ).filter(function (a) { return !reading.includes(a); }).map(function (a) { return a.first; });
    reading.forEach(function (article) {
      var scored = read(asked, units, article, board);
      if (!scored.length) return;
      if (article !== spare) first.push(scored[0]);
      of.set(article, scored[0]);
      behind.set(scored[0], scored.slice(1));
    });
    var order = function (a, b) { return b[1] - a[1] || a[0] - b[0]; };
    first.sort(order);
    var ahead = first.slice(0, OTHER), other = reading.filter(function (a) { return of.has(a) && !ahead.includes(of.get(a)); }).sort(thicker)[0]; // as rank_long
    if (other) first = first.filter(function (s) { return s !== of.get(other); });
    var line = [], waiting = [], falling = function (a, b) { return b[1] - a[1]; };
    first.forEach(function (s) { // before an article that is much weaker FURTHER clauses of those before it (as _in_line)
      var ahead = waiting.filter(function (w) { return w[1] > AHEAD * s[1]; });
      line = line.concat(ahead, [s]);
      waiting = waiting.slice(ahead.length).concat(behind.get(s).slice(0, FURTHER)).sort(falling);
      others = others.concat(behind.get(s).slice(FURTHER));
    });
    first = line;
    others = waiting.concat(others);
    if (other) {
      first.splice(OTHER, 0, of.get(other));
      others = others.concat(behind.get(of.get(other)));
    }
    if (spare && of.has(spare) && spare !== other) {
      first.push(of.get(spare));
      others = others.concat(behind.get(of.get(spare)));
    }
    var list = first.map(function (s) { return s[0]; }).concat(later.filter(function (c) { return passed.has(c); }), others.sort(order).map(function (s) { return s[0]; }));
    var shown = new Set(list);
    return list.concat(found.filter(function (c) { return !shown.has(c); })).map(hit);
  };
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
