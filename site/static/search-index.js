/* Tìm kiếm trong bản xuất ra tệp, phần 2: mục lục, chỉ đọc những khối mà câu hỏi cần.
   Cách ghi các khối: site/browser_postings.py; sửa bên nào thì sửa cả bên kia. */
(function (S) {
  "use strict";
  var SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", VALUE = {};
  SIGNS.split("").forEach(function (c, i) { VALUE[c] = i; });
  var blocks = [], columns = [], records = new Map(), entries = new Map(), firsts = null, named = null, names = null, words = null, sizes = null, cards = [], documentCards = [];

  window.PHANCAP_TIM_NHAN = { // các tệp dữ liệu gọi đến đây
    khoi: function (n, text) { blocks[n] = linesOf(text); },
    cot: function (n, text) { columns[n] = text; },
    muc: function (document, n, short, pool, rows) { records.set(document + "-" + n, { short: short, pool: pool, rows: rows }); },
    tu: function (text) { words = new Map(text.split(" ").map(function (w, i, all) { return i % 2 ? null : [w, +all[i + 1]]; }).filter(Boolean)); },
    vanBan: function (list, titles, shares) {
      firsts = list;
      named = { names: titles, shares: shares, longest: Object.keys(titles).reduce(function (most, n) { return Math.max(most, n.split(" ").length); }, 0) };
    },
    ten: function (shorts, agencies, full) { names = { shorts: shorts, agencies: agencies, full: full }; },
    coQuan: function (n, rows) { cards[n] = rows; },
    theVanBan: function (n, rows) { documentCards[n] = rows; }
  };

  // ---- files that are not here yet --------------------------------------------------------------------------------
  function Missing(files) { this.files = files; }
  function want(files) { if (files.length) throw new Missing(Array.from(new Set(files))); }
  /* Runs work until every file that it asks for is there; read(name) gives a promise. */
  function whole(work, read) {
    try { return Promise.resolve(work()); } catch (error) {
      if (!(error instanceof Missing)) return Promise.reject(error);
      return Promise.all(error.files.map(read)).then(function () { return whole(work, read); });
    }
  }

  /* The answers of works that do not wait for each other: what any of them lacks is read at once. */
  function together(works) {
    var files = [], found = works.map(function (work) {
      try { return work(); } catch (error) {
        if (!(error instanceof Missing)) throw error;
        files = files.concat(error.files);
        return null;
      }
    });
    want(files);
    return found;
  }

  // ---- blocks -----------------------------------------------------------------------------------------------------
  function linesOf(text) {
    var found = new Map(), term = "";
    text.split(";").forEach(function (line) {
      var cut = line.indexOf(" ");
      term = term.slice(0, VALUE[line[0]]) + line.slice(1, cut);
      found.set(term, line.slice(cut + 1));
    });
    return found;
  }
  function blockOf(term) { // the last block that begins no later than the term
    var low = 0, high = S.D.blocks.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (S.D.blocks[middle] <= term) low = middle + 1; else high = middle;
    }
    return low - 1;
  }
  function real(term) { return term && term[0] !== "_" && term[term.length - 1] !== "_"; }
  function need(terms) {
    want(terms.filter(real).map(blockOf).filter(function (n) { return n >= 0 && !blocks[n]; }).map(function (n) { return "k-" + n + ".js"; }));
  }
  function numbers(text) {
    var found = [], value = 0;
    for (var i = 0; i < text.length; i++) {
      var v = VALUE[text[i]];
      value = value * 32 + (v & 31);
      if (v < 32) { found.push(value); value = 0; }
    }
    return found;
  }
  function runsOf(text) {
    var found = numbers(text), at = 0;
    for (var i = 0; i < found.length; i += 2) {
      found[i] += at;
      at = found[i + 1] = found[i] + found[i + 1] + 1;
    }
    return found;
  }
  function signOf(word) { // as sign_of in site/browser_postings.py
    var number = 0;
    for (var letter of word) number = (number * 31 + letter.codePointAt(0)) % 4093;
    return SIGNS[number >> 6] + SIGNS[number & 63];
  }
  /* What is known of a term, or null: {lists, above: runs, count}. A list is {name, runs}; of a syllable {name, at, times, head} (head: it stands
     in the clause's heading); of a pair {name, at, near, signs, head} (head: a heading or a task begins with it; near: how often one stands
     behind the other; signs: of what follows it each of these times, then of the stop word each time that one stands between). */
  function entry(term) {
    if (!real(term)) return null;
    if (entries.has(term)) return entries.get(term);
    need([term]);
    var n = blockOf(term), line = n < 0 ? undefined : blocks[n].get(term), made = null;
    if (line !== undefined) made = term[0] === "#" ? marksOf(line) : placesOf(line, term.includes("_"));
    entries.set(term, made);
    return made;
  }
  function listsOf(text) {
    return text ? text.split(",").map(function (list) { var cut = list.indexOf("="); return [list.slice(0, cut), list.slice(cut + 1)]; }) : [];
  }
  function marksOf(line) {
    var count = 0, lists = listsOf(line).map(function (l) {
      var runs = runsOf(l[1]);
      for (var i = 0; i < runs.length; i += 2) count += runs[i + 1] - runs[i];
      return { name: l[0], runs: runs };
    });
    return { lists: lists, count: count };
  }
  function wordList(name, text) {
    var found = numbers(text), at = [], times = [], head = [], last = -1;
    for (var i = 0; i < found.length; i++) {
      var more = found[i] & 1 ? found[i + 1] : 0;
      at.push((last += (found[i] >> 1) + 1));
      times.push((more >> 1) + 1);
      head.push(more & 1);
      if (found[i] & 1) i++;
    }
    return { name: name, at: at, times: times, head: head };
  }
  function pairList(name, text) {
    var at = [], near = [], signs = [], head = [], last = -1, place = 0;
    var next = function () {
      var value = 0, v;
      do { v = VALUE[text[place++]]; value = value * 32 + (v & 31); } while (v >= 32);
      return value;
    };
    while (place < text.length) {
      var value = next(), how = value & 3, one = how === 2 ? next() : 1 - how, parted = how === 2 ? next() : how;
      at.push((last += (value >> 3) + 1));
      near.push(one);
      for (var here = []; here.length < one + parted; place += 2) here.push(text.slice(place, place + 2));
      signs.push(here);
      head.push((value >> 2) & 1);
    }
    return { name: name, at: at, near: near, signs: signs, head: head };
  }
  function placesOf(line, pair) {
    var cut = line.indexOf(" "), own = cut < 0 ? line : line.slice(0, cut), union = new Set();
    var lists = listsOf(own).map(function (l) { return (pair ? pairList : wordList)(l[0], l[1]); });
    if (lists.length > 1) lists.forEach(function (l) { l.at.forEach(function (c) { union.add(c); }); });
    return { lists: lists, above: cut < 0 ? [] : runsOf(line.slice(cut + 1)), count: lists.length > 1 ? union.size : lists.length ? lists[0].at.length : 1 };
  }
  function within(runs, clause) { // whether a clause lies in one of the runs
    var low = 0, high = runs.length / 2;
    while (low < high) { var middle = (low + high) >> 1; if (runs[2 * middle] <= clause) low = middle + 1; else high = middle; }
    return low > 0 && clause < runs[2 * low - 1];
  }
  function withPrefix(prefix) { // all terms that begin so
    var first = Math.max(0, blockOf(prefix)), last = blockOf(prefix + "\uffff"), found = [], missing = [], n;
    for (n = first; n <= last; n++) if (!blocks[n]) missing.push("k-" + n + ".js");
    want(missing);
    for (n = first; n <= last; n++) blocks[n].forEach(function (_, term) { if (term.startsWith(prefix)) found.push(term); });
    return found;
  }

  // ---- walks over clauses -----------------------------------------------------------------------------------------
  function overRuns(runs, work) { for (var i = 0; i < runs.length; i += 2) for (var c = runs[i]; c < runs[i + 1]; c++) work(c); }
  function eachOf(term, work) { // every clause that a term stands in: a mark, or a syllable or pair of its own
    var found = entry(term);
    if (found) found.lists.forEach(function (l) { if (l.runs) overRuns(l.runs, work); else for (var i = 0; i < l.at.length; i++) work(l.at[i]); });
  }
  function eachAbove(term, work) { var found = entry(term); if (found) overRuns(found.above, work); } // below a heading that holds it
  function eachIn(document, work) { // every clause of the document at that place
    var list = documents(), end = document + 1 < list.length ? list[document + 1][1] : S.D.clauses;
    for (var c = list[document][1]; c < end; c++) work(c);
  }
  function eachAt(place, work) { overRuns([].concat.apply([], S.D.territories[place] || []), work); } // every clause of a territory's documents

  // ---- the corpus's own words, as indexer/counting.py counts them ----------------------------------------------------
  function forms(folded) { var found = entry(folded); return found ? found.lists.map(function (l) { return l.name || folded; }) : []; }
  function pairForms(pair) {
    var found = entry(pair), cut = pair.indexOf("_");
    if (!found || !found.lists.length) return [];
    need([pair.slice(0, cut), pair.slice(cut + 1)]);
    var first = forms(pair.slice(0, cut)), second = forms(pair.slice(cut + 1));
    return found.lists.map(function (l) { return first[VALUE[l.name[0]]] + "_" + second[VALUE[l.name[1]]]; });
  }
  function table(key) {
    return {
      has: function (term) { return entry(key(term)) !== null; },
      get: function (term) { var found = entry(key(term)); return found ? found.count : undefined; }
    };
  }
  var plain = table(function (term) { return term; });
  S.COUNTS = {
    words: plain, pairs: plain,
    agencies: table(function (key) { return "#g:" + key; }), numbers: table(function (number) { return "#n:" + number; }),
    exact: { has: function (letters) { return forms(S.fold(letters)).includes(letters); } },
    shown: { get: function (word) { return forms(word)[0]; } }, shownPairs: { get: function (pair) { return pairForms(pair)[0]; } }
  };
  function vocabulary() { if (!words) want(["tu.js"]); return words; }

  // ---- clauses ----------------------------------------------------------------------------------------------------
  /* Per clause its syllables, whether numbered paragraphs stand in it, it is a container or only introduces a document, and its article;
     per article its first clause and the rarities of that one's heading. */
  function lengths() {
    if (sizes) return sizes;
    var missing = [], n, clause = 0, bytes = function () { return new Uint8Array(S.D.clauses); };
    for (n = 0; n < S.D.columns; n++) if (columns[n] === undefined) missing.push("c-" + n + ".js");
    want(missing);
    sizes = { of: new Uint32Array(S.D.clauses), parts: bytes(), container: bytes(), frame: bytes(), article: new Uint32Array(S.D.clauses), first: [], heading: [] };
    columns.forEach(function (text) {
      for (var values = numbers(text), i = 0; i < values.length; i++, clause++) {
        sizes.of[clause] = values[i] >> 4;
        sizes.parts[clause] = (values[i] >> 3) & 1;
        sizes.frame[clause] = (values[i] >> 2) & 1;
        sizes.container[clause] = (values[i] >> 1) & 1;
        if (values[i] & 1) { sizes.first.push(clause); sizes.heading.push(values[++i] / S.D.heading); }
        sizes.article[clause] = sizes.first.length - 1;
      }
    });
    return sizes;
  }
  function documents() { if (!firsts) want(["van-ban.js"]); return firsts; }
  function documentNames() { documents(); return named; }
  function labels() { if (!names) want(["ten.js"]); return names; }
  function cardRows(key) { // what is said of the agencies of that key, place by place
    var n = -1;
    while (n + 1 < S.D.cards.length && S.D.cards[n + 1] <= key) n += 1;
    if (n < 0) return [];
    if (!cards[n]) want(["q-" + n + ".js"]);
    return cards[n].filter(function (row) { return row[0] === key; });
  }
  function documentRows(places) { // what is said of some documents, by their places in the list
    var size = S.D.documentCards.inFile, files = places.map(function (at) { return Math.floor(at / size); });
    want(files.filter(function (n) { return !documentCards[n]; }).map(function (n) { return "v-" + n + ".js"; }));
    return places.map(function (at, i) { return documentCards[files[i]][at % size]; });
  }
  function documentOf(clause) { // its place in the list of documents
    var list = documents(), low = 0, high = list.length;
    while (low < high) { var middle = (low + high) >> 1; if (list[middle][1] <= clause) low = middle + 1; else high = middle; }
    return low - 1;
  }
  /* What is shown of some clauses: [{document, short, folder, citation, trail, text, duties}]. */
  function shown(clauses) {
    var places = clauses.map(function (clause) {
      var document = documents()[documentOf(clause)], at = clause - document[1], file = Math.floor(at / S.D.inFile);
      return { document: document[0], key: document[0] + "-" + file, at: at - file * S.D.inFile };
    });
    want(places.filter(function (p) { return !records.has(p.key); }).map(function (p) { return "d/" + p.key + ".js"; }));
    return places.map(function (p) {
      var file = records.get(p.key), row = file.rows[p.at];
      return {
        document: p.document, short: file.short, folder: row[0], citation: row[1], trail: row[2].map(function (t) { return file.pool[t]; }),
        text: row[3], duties: row[4]
      };
    });
  }

  Object.assign(S, {
    whole: whole, together: together, need: need, signOf: signOf, entry: entry, forms: forms, pairForms: pairForms, withPrefix: withPrefix, within: within, overRuns: overRuns, eachOf: eachOf, eachAbove: eachAbove, eachIn: eachIn, eachAt: eachAt, vocabulary: vocabulary,
    lengths: lengths, documents: documents, documentNames: documentNames, documentOf: documentOf, labels: labels, cardRows: cardRows, documentRows: documentRows, shown: shown
  });
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
