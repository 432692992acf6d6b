/* Tìm kiếm trong bản xuất ra tệp, phần 3a: chữ gõ nhầm.
   Nhịp các bước giống indexer/spelling.py; sửa bên nào thì sửa cả bên kia. */
(function (S) {
  "use strict";
  var D, STOP, COUNTS;

  // ---- slips of the fingers ----------------------------------------------------------------------------------------
  var LETTERS = "abcdeghiklmnopqrstuvxy".split("");
  function known(word) { return STOP.has(word) || D.asking.includes(word) || D.nameWords.has(word) || /^\d+$/.test(word) || COUNTS.words.has(word); }
  function telex(word) {
    var tone = /(?<=[aeiouy])([a-z]*?)[fsrxj](?=[a-z]{0,2}$)/.exec(word);
    if (tone) { var end = tone.index + tone[0].length; word = word.slice(0, end - 1) + word.slice(end); }
    [["aa", "a"], ["ee", "e"], ["oo", "o"], ["dd", "d"], ["aw", "a"], ["ow", "o"], ["uw", "u"]].forEach(function (p) {
      word = word.split(p[0]).join(p[1]);
    });
    return word.replace(/(?<=[aou])w|^w/g, "");
  }
  function oneSlip(word) {
    var found = new Set(), i;
    for (i = 0; i <= word.length; i++) {
      var a = word.slice(0, i), b = word.slice(i);
      if (b) found.add(a + b.slice(1));
      if (b.length > 1) found.add(a + b[1] + b[0] + b.slice(2));
      LETTERS.forEach(function (c) { if (b) found.add(a + c + b.slice(1)); found.add(a + c + b); });
    }
    found.delete(word);
    return Array.from(found);
  }
  function compare(a, b) { // lists, item by item, as Python orders tuples
    for (var i = 0; i < Math.max(a.length, b.length); i++) {
      if (i >= a.length) return -1;
      if (i >= b.length) return 1;
      var c = Array.isArray(a[i]) ? compare(a[i], b[i]) : a[i] < b[i] ? -1 : a[i] > b[i] ? 1 : 0;
      if (c) return c;
    }
    return 0;
  }
  function greatest(list, key) {
    return list.reduce(function (best, item) { return best === null || compare(key(item), key(best)) > 0 ? item : best; }, null);
  }
  function spelled(piece) { return held(piece) || STOP.has(piece) || D.asking.includes(piece) || D.nameWords.has(piece); }
  function joints(word) { // every pair of known syllables that meet inside the word
    var found = [], cut, from, to;
    for (cut = 2; cut <= word.length - 2; cut++) {
      for (from = Math.max(0, cut - 7); from <= cut - 2; from++) {
        for (to = cut + 2; to <= Math.min(word.length, cut + 7); to++) {
          if (spelled(word.slice(from, cut)) && spelled(word.slice(cut, to))) found.push(word.slice(from, cut) + "_" + word.slice(cut, to));
        }
      }
    }
    return found;
  }
  function takenApart(word) {
    if (word.length < 4 || word.length > 40) return null;
    var best = [new Map([["", [0, []]]])], end, start;
    S.need(joints(word));
    for (end = 1; end <= word.length; end++) best.push(new Map());
    for (end = 2; end <= word.length; end++) {
      for (start = Math.max(0, end - 7); start < end - 1; start++) {
        var piece = word.slice(start, end);
        if (!best[start].size || !spelled(piece)) continue;
        best[start].forEach(function (value, last) {
          var option = [value[0] - 1 + (COUNTS.pairs.has(last + "_" + piece) ? 1.5 : 0), value[1].concat([piece])];
          if (!best[end].has(piece) || compare(option, best[end].get(piece)) > 0) best[end].set(piece, option);
        });
      }
    }
    var ends = Array.from(best[word.length].values()).filter(function (o) { return o[1].length > 1; });
    if (!ends.length) return null;
    var pieces = greatest(ends, function (o) { return o; })[1];
    return pieces.some(function (p, i) { return i + 1 < pieces.length && COUNTS.pairs.has(p + "_" + pieces[i + 1]); }) ? pieces : null;
  }
  function held(word) { return S.vocabulary().get(word); } // clauses that hold it, of words of letters only
  function together(words, before, after) { // their pairs are read at once, not one by one
    S.need([].concat.apply([], words.map(function (w) { return [before + "_" + w, w + "_" + after]; })));
  }
  function neighbours(word, before, after) { return COUNTS.pairs.has(before + "_" + word) + COUNTS.pairs.has(word + "_" + after); }
  function kept(word, typed) {
    var sorted = function (w) { return w.split("").sort().join(""); };
    return 2 * (word[0] === typed[0]) + (sorted(word) === sorted(typed));
  }
  function meant(word, before, after) {
    var plains = [telex(word), /^[a-z]/.test(word) ? word.replace(/(?<=[a-z])\d+/g, "") : word];
    for (var i = 0; i < 2; i++) if (plains[i] !== word && plains[i].length > 1 && known(plains[i])) return [plains[i]];
    var apart = takenApart(word);
    if (apart) return apart;
    if (word.length >= 3 && word.length <= 9 && /^\p{L}+$/u.test(word)) {
      var near = oneSlip(word).filter(function (w) { return held(w) && w.length > 1; });
      together(near, before, after);
      if (near.length) return [greatest(near, function (w) { return [neighbours(w, before, after), kept(w, word), held(w), w]; })];
    }
    return null;
  }
  function better(word, before, after) {
    if (word.length < 3 || !/^\p{L}+$/u.test(word) || !(before || after) || neighbours(word, before, after)) return null;
    var wanted = (before ? 1 : 0) + (after ? 1 : 0), sorted = function (w) { return w.split("").sort().join(""); };
    var near = oneSlip(word).filter(function (w) { return held(w) && (wanted === 2 || sorted(w) === sorted(word)); });
    together(near, before, after);
    near = near.filter(function (w) { return neighbours(w, before, after) === wanted; });
    return near.length ? greatest(near, function (w) { return [kept(w, word), held(w), w]; }) : null;
  }

  S.spelling = function () { // made ready before a question is read
    D = S.D;
    STOP = S.STOP;
    COUNTS = S.COUNTS;
    return { known: known, meant: meant, better: better };
  };
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
