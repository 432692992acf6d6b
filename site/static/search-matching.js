/* Tìm kiếm trong bản xuất ra tệp, phần 8: những điều khoản khớp, như máy tìm của máy chủ chọn ra.
   Nhịp các bước giống indexer/engine_terms.py; sửa bên nào thì sửa cả bên kia. Một "cách" là [hàm đi qua các điều khoản, từ]. */
(function (S) {
  "use strict";
  var W; // the numbers of indexer/engine_terms.py and wanted.py, which the export writes down

  function eachWhole(term, work) { // the first clause of every article that holds the term, once
    var lengths = S.lengths(), last = new Set();
    S.eachOf(term, function (c) { last.add(lengths.article[c]); });
    last.forEach(function (a) { work(lengths.first[a]); });
  }
  function groupsOf(asked) {
    var q = asked.q, groups = [], add = function (weight, ways) { groups.push({ weight: weight, ways: ways }); };
    q.agencies.forEach(function (a) {
      add(S.agencyWeight(a), [a.key].concat(a.also, a.acts ? a.groups : []).map(function (key) { return [S.eachOf, "#g:" + key]; }));
    });
    tellingPlaces(q).forEach(function (p) { add(asked.territory, [[S.eachAt, p.key], [S.eachOf, firstOf(p)]]); });
    q.when.forEach(function (t) { add(S.whenWeight(t, asked), S.answers(t).map(function (other) { return [S.eachOf, "#" + other[0]]; })); });
    q.numbers.forEach(function (n) { add(asked.base, [[S.eachOf, "#n:" + n]].concat(q.documents.map(function (d) { return [S.eachIn, d]; }))); });
    (asked.telling.length ? asked.telling : asked.words).forEach(function (u) {
      var others = (asked.standIns.get(u.f) || []).map(function (t) { return [asked.long ? eachWhole : S.eachOf, t]; });
      add(u.weight, [[S.eachOf, u.f], [S.eachAbove, u.f]].concat(asked.long ? [[eachWhole, u.f]] : [], others));
    });
    return groups.sort(function (a, b) { return b.weight - a.weight; }).slice(0, W.MAX_GROUPS);
  }
  function weights(asked) { // what orders the matches: [walk, term, weight]
    var q = asked.q, terms = [], add = function (walk, term, weight) { terms.push([walk, term, weight]); };
    q.agencies.forEach(function (a) {
      [a.key].concat(a.also).forEach(function (key) { add(S.eachOf, "#g:" + key, S.agencyWeight(a)); });
      if (a.acts) a.groups.forEach(function (g) { add(S.eachOf, "#g:" + g, 0.3 * S.agencyWeight(a)); });
    });
    tellingPlaces(q).forEach(function (p) {
      add(S.eachAt, p.key, asked.territory);
      add(S.eachOf, firstOf(p), W.SAID_PLACE * asked.territory);
    });
    q.when.forEach(function (t) {
      S.answers(t).forEach(function (other) { if (other[1] >= 0.8) add(S.eachOf, "#" + other[0], other[1] * S.whenWeight(t, asked)); });
    });
    q.numbers.forEach(function (n) { add(S.eachOf, "#n:" + n, asked.base); });
    q.address.forEach(function (readings) { readings.forEach(function (r) { add(S.eachOf, "#a:" + r, 3 * asked.base); }); });
    q.documents.forEach(function (d) { add(S.eachIn, d, 2 * asked.base); });
    asked.words.forEach(function (u) { add(asked.long ? eachWhole : S.eachOf, u.f, u.weight); });
    asked.pairs.forEach(function (u) { add(asked.long ? eachWhole : S.eachOf, u.f, u.weight); });
    if (!asked.long) asked.telling.forEach(function (u) { add(S.eachAbove, u.f, u.weight * W.TRAIL); });
    return terms.sort(function (a, b) { return b[2] - a[2]; }).slice(0, W.MAX_SCORE);
  }
  function firstOf(place) { return place.words.slice(0, 2).join("_"); }
  function tellingPlaces(q) { // where most documents are of Quảng Nam, "quảng nam" tells none from another
    return q.around.filter(function (p) { return 2 * (S.D.held[p.key] || 0) <= S.D.documents; });
  }
  function matching(asked, strict, inside) { // the clauses that match, best first
    W = S.D.weights.matching;
    var q = asked.q, groups = groupsOf(asked), must = [], count = new Uint8Array(S.D.clauses), kept = new Uint8Array(S.D.clauses).fill(1), sum = new Int32Array(S.D.clauses);
    var number = groups.length, least = number <= 2 && strict ? number : Math.max(1, Math.ceil((strict && !asked.long ? 0.7 : 0.34) * number));
    if (asked.long) least = Math.min(least, W.MOST_NEEDED);
    (strict || !q.documents.length || q.address.length < 2 ? q.address : q.address.slice(0, -1)).forEach(function (readings, n) { // khoản 2 mà không có điểm đ
      must.push(readings.map(function (r) { return [S.eachOf, "#a:" + r]; }).concat(q.addressPairs[n] ? [[S.eachOf, q.addressPairs[n]]] : []));
    });
    q.phrases.forEach(function (f) { (f.length > 1 ? S.near(f) : f).forEach(function (term) { must.push([[S.eachOf, term]]); }); });
    if (q.places.length) must.push(q.places.map(function (p) { return [S.eachAt, p]; }));
    if (q.address.length && q.documents.length) {
      must.push(q.documents.map(function (d) { return [S.eachIn, d]; }));
      groups = [];
      least = 0;
    } else if (inside) { // "phụ lục 1 quyết định 2859": trước hết trong văn bản được gọi tên, hay nơi nhắc đến số của nó
      must.push(q.documents.map(function (d) { return [S.eachIn, d]; }).concat(q.numbers.map(function (n) { return [S.eachOf, "#n:" + n]; })));
    }
    if (!groups.length && !must.length) return [];
    least = Math.min(least, groups.length);
    var seen = new Uint8Array(S.D.clauses);
    var union = function (ways, work) {
      seen.fill(0);
      ways.forEach(function (way) { way[0](way[1], function (c) { if (!seen[c]) { seen[c] = 1; work(c); } }); });
    };
    groups.forEach(function (g) { union(g.ways, function (c) { count[c]++; }); });
    must.slice(0, W.MAX_GROUPS).forEach(function (ways) {
      union(ways, function () { /* marked in seen */ });
      for (var c = 0; c < S.D.clauses; c++) if (!seen[c]) kept[c] = 0;
    });
    q.excluded.map(S.leftOut).filter(Boolean).slice(0, W.MAX_GROUPS).forEach(function (w) { S.eachOf(w, function (c) { kept[c] = 0; }); });
    weights(asked).forEach(function (term) {
      var tenths = Math.max(1, Math.min(1000, Math.round(term[2] * W.SCALE)));
      union([term], function (c) { sum[c] += tenths; }); // once, though a clause may hold "có" and "cơ"
    });
    var found = [];
    for (var c = 0; c < S.D.clauses; c++) if (kept[c] && count[c] >= least) found.push(c);
    return found.sort(function (a, b) { return sum[b] - sum[a] || a - b; });
  }

  S.matching = matching;
})((window.PHANCAP_MAY = window.PHANCAP_MAY || {}));
